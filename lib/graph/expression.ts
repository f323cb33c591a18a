import type { Json } from './graph.ts';

/**
 * A value in a program. Parameters become expressions: a text that is nothing but one `{{order.total}}` is the value
 * it refers to; a text with others in it is put together when it runs; the rest is as it stands.
 */
export type Expression =
  | { kind: 'literal'; value: Json }
  /** What a node brought about, or a part of it that may be missing. */
  | { kind: 'reference'; nodeId: string; path: readonly (string | number)[] }
  /** `{{env.NAME}}`: a setting of the exported project. */
  | { kind: 'environment'; name: string }
  | { kind: 'text'; parts: readonly Expression[] }
  | { kind: 'list'; items: readonly Expression[] }
  | { kind: 'object'; entries: readonly (readonly [name: string, value: Expression])[] };
