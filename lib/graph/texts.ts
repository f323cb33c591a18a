import type { Expression } from './expression.ts';
import type { Json } from './graph.ts';

/** The name that means the trigger in every graph, whatever its id. */
export const triggerName = 'trigger';
/** `{{env.NAME}}` is a setting of the exported project. */
export const environmentName = 'env';

export interface Reference {
  nodeId: string;
  path: readonly (string | number)[];
}

const braces = /\{\{([^{}]*)\}\}/g;
const nodeId = /^[A-Za-z][A-Za-z0-9_-]{0,63}/;
const step = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[([0-9]{1,6})\]/uy;
const setting = /^env\.([A-Z][A-Z0-9_]{0,63})$/;

/**
 * The value of a text parameter: `{{order.lines[0].price}}` alone is the value it refers to, and among other words its
 * text. Braces that are no reference stay as they are; `unreadableIn` finds them.
 */
export function parseText(text: string): Expression {
  const parts: Expression[] = [];
  let plain = '';
  let from = 0;
  for (const match of text.matchAll(braces)) {
    const read = readReference(match[1] ?? '');
    if (!read) continue;
    plain = text.slice(from, match.index);
    if (plain !== '') parts.push({ kind: 'literal', value: plain });
    parts.push(read);
    from = match.index + match[0].length;
  }
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', value: text };
  if (from < text.length) parts.push({ kind: 'literal', value: text.slice(from) });
  return parts.length === 1 ? only : { kind: 'text', parts };
}

/** As `parseText`, with lists and objects whose texts may refer to something. */
export function parseValue(value: Json): Expression {
  if (typeof value === 'string') return parseText(value);
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value };
  if (Array.isArray(value)) {
    const items = value.map(parseValue);
    return items.every(isLiteral) ? { kind: 'literal', value } : { kind: 'list', items };
  }
  const entries = Object.entries(value).map(([name, part]) => [name, parseValue(part)] as const);
  return entries.every(([, part]) => isLiteral(part))
    ? { kind: 'literal', value }
    : { kind: 'object', entries };
}

/** What it refers to of other nodes, in the order of the text. */
export function referencesIn(expression: Expression): Reference[] {
  switch (expression.kind) {
    case 'reference':
      return [{ nodeId: expression.nodeId, path: expression.path }];
    case 'text':
      return expression.parts.flatMap(referencesIn);
    case 'list':
      return expression.items.flatMap(referencesIn);
    case 'object':
      return expression.entries.flatMap(([, value]) => referencesIn(value));
    default:
      return [];
  }
}

/** Double braces around something that is no reference; in a workflow's text most likely a slip. */
export function unreadableIn(text: string): string[] {
  return [...text.matchAll(braces)]
    .filter(([, inner]) => !readReference(inner ?? ''))
    .map(([whole]) => whole);
}

const isLiteral = (expression: Expression) => expression.kind === 'literal';

function readReference(inner: string): Expression | undefined {
  const text = inner.trim();
  const name = setting.exec(text)?.[1];
  if (name) return { kind: 'environment', name };
  const id = nodeId.exec(text)?.[0];
  if (!id || id === environmentName) return undefined;
  const path = readPath(text.slice(id.length));
  return path && { kind: 'reference', nodeId: id, path };
}

function readPath(text: string): (string | number)[] | undefined {
  const path: (string | number)[] = [];
  let end = 0;
  for (const part of text.matchAll(new RegExp(step, 'guy'))) {
    path.push(part[1] ?? Number(part[2]));
    end = part.index + part[0].length;
  }
  return end === text.length ? path : undefined;
}
