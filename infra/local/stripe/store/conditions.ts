import type { SQLInputValue } from 'node:sqlite';
import type { Condition } from './collection.ts';

export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

const COMPARISONS = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

/** `field` is a dotted path into the object and is never taken from a request. A filter that was not given asks nothing. */
export function equals(field: string, value: string | number | boolean | undefined): Condition[] {
  if (value === undefined) return [];
  const compared = typeof value === 'boolean' ? Number(value) : value;
  return [{ sql: `${extract(field)} = ?`, values: [compared] }];
}

export function isOneOf(field: string, values: string[] | undefined): Condition[] {
  return values
    ? [{ sql: `${extract(field)} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }]
    : [];
}

export function isWithin(field: string, range: Range | undefined): Condition[] {
  if (!range) return [];
  return COMPARISONS.flatMap(([name, operator]) => {
    const bound = range[name];
    return bound === undefined ? [] : [{ sql: `${extract(field)} ${operator} ?`, values: [bound] }];
  });
}

export function isNull(field: string): Condition {
  return { sql: `${extract(field)} IS NULL`, values: [] };
}

export function isNotDeleted(): Condition {
  return isNull('deleted');
}

export function hasParent(id: string): Condition {
  return { sql: 'parent = ?', values: [id] };
}

/** The place of one object in its list; undefined when there is no such object. */
export function cursorOf(side: '<' | '>', seq: SQLInputValue): Condition {
  return { sql: `seq ${side} ?`, values: [seq] };
}

function extract(field: string): string {
  return `json_extract(body, '$.${field}')`;
}
