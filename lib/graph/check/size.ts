import { limits } from '../graph.ts';
import type { GraphProblem } from './problem.ts';

// Deeper than any value that people write; what recurses over values must not run out of stack.
const deepest = 32;

/** What is refused before it is looked at any closer, so that it costs next to nothing. */
export function tooLarge(value: unknown): GraphProblem | undefined {
  for (const part of ['nodes', 'edges'] as const) {
    const count = countOf(value, part);
    if (count > limits[part])
      return problem(`A workflow can have at most ${limits[part]} ${part}; this has ${count}`, part);
  }
  if (isTooDeep(value)) return problem(`Values can be nested at most ${deepest} deep`, '');
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  return bytes > limits.bytes
    ? problem(`A workflow can have at most ${limits.bytes / 1024} KB`, '')
    : undefined;
}

const problem = (message: string, path: string): GraphProblem => ({ code: 'too_large', message, path });

function countOf(value: unknown, part: 'nodes' | 'edges'): number {
  const items = typeof value === 'object' && value !== null && Reflect.get(value, part);
  return Array.isArray(items) ? items.length : 0;
}

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
