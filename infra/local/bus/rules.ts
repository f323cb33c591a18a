import type { QueueFunction } from '../../manifest-entry.ts';

/** What EventBridge puts into a queue. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO time, to the second. */
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

/** EventBridge's pattern language as far as the manifest speaks it: lists of exact values. */
interface Pattern {
  source: readonly string[];
  'detail-type'?: readonly string[];
}

export interface Rule {
  name: string;
  pattern: Pattern;
  /** Name of the queue that matching events go to. */
  queue: string;
}

export function patternOf({ source, types }: QueueFunction['events']): Pattern {
  return { source: [source], ...(types === 'all' ? {} : { 'detail-type': types }) };
}

export function matches(pattern: Pattern, event: Pick<BusEvent, 'source' | 'detail-type'>): boolean {
  const types = pattern['detail-type'];
  return pattern.source.includes(event.source) && (!types || types.includes(event['detail-type']));
}
