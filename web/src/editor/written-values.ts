import type { GraphNode, Json } from '../../../lib/graph/graph.ts';
import type { ParamField } from '../../../lib/graph/node-type.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';

/** A value as a field shows it. */
export function shownValue(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * What was typed as the parameter takes it: a number where one is asked for, a list or object where the parameter may
 * be one, else the text; undefined when an optional field is empty.
 */
export function typedValue(node: GraphNode, field: ParamField, typed: string): Json | undefined {
  if (typed === '' && field.optional) return undefined;
  if (field.input === 'number') return plainNumber.test(typed.trim()) ? Number(typed) : typed;
  const structure = /^\s*[[{]/.test(typed) ? parsed(typed) : undefined;
  return structure !== undefined && accepts(node, field.name, structure) ? structure : typed;
}

/** A cell of a pair: a text stays a text; what was a number, a list or an object is written as JSON. */
export function typedCell(before: Json | undefined, typed: string): Json {
  if (before === undefined || typeof before === 'string') return typed;
  return parsed(typed) ?? typed;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, or not yet: it is a text then.
    return undefined;
  }
}

function accepts({ type, data }: GraphNode, name: string, value: Json): boolean {
  const read = nodeTypeOf(type)?.params.safeParse({ ...data.params, [name]: value });
  return read?.error?.issues.every(({ path }) => path[0] !== name) ?? true;
}
