import { invalidRequest } from '../errors.ts';
import { findAnything } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import type { Includable } from './resource.ts';

const MAXIMUM_DEPTH = 4;

type Fields = Record<string, unknown>;

/** Replaces ids by what they name, along each path; the answer is changed in place. */
export function expandPaths(
  scene: Scene,
  includable: Record<string, Includable>,
  request: { answer: unknown; paths: string[] },
): void {
  for (const path of request.paths) {
    const steps = path.split('.');
    if (steps.length > MAXIMUM_DEPTH) {
      const message = `You cannot expand more than ${MAXIMUM_DEPTH} levels of a property. Property: ${path}`;
      throw invalidRequest(message, { code: 'property_expansion_max_depth', param: 'expand' });
    }
    walk(request.answer, steps);
  }

  function walk(value: unknown, steps: string[]): void {
    const [step, ...rest] = steps;
    if (step === undefined) return;
    for (const fields of Array.isArray(value) ? value : [value]) {
      if (isFields(fields)) walk(expandField(fields, { step, rest }), rest);
    }
  }

  function expandField(fields: Fields, { step, rest }: { step: string; rest: string[] }): unknown {
    const include = includable[`${String(fields.object)}.${step}`];
    if (include && fields[step] === undefined) fields[step] = include(scene, String(fields.id));
    const value = fields[step];
    if (isIdList(value)) fields[step] = value.map((id) => findAnything(scene.store, id) ?? refuse(step));
    else if (typeof value === 'string') fields[step] = findAnything(scene.store, value) ?? refuse(step);
    else if (value === undefined || (!isExpandable(value) && rest.length === 0)) refuse(step);
    return fields[step];
  }
}

/** Null may be anything that is not there yet; a plain number or flag never is an object. */
function isExpandable(value: unknown): boolean {
  return value === null || typeof value === 'object';
}

function isIdList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function refuse(step: string): never {
  throw invalidRequest(`This property cannot be expanded (${step}).`, { param: 'expand' });
}
