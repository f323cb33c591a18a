import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dominators } from './dominators.ts';

type Edges = Record<string, readonly string[]>;

const nearest = (edges: Edges) => Object.fromEntries(dominators('a', (place) => edges[place] ?? []));

test('where ways meet again, the nearest is what parted them', () => {
  expect(nearest({ a: ['b'], b: ['c', 'd'], c: ['e'], d: ['e'], e: ['f'] })).toEqual({
    b: 'a',
    c: 'b',
    d: 'b',
    e: 'b',
    f: 'e',
  });
});

test('a chain of ten thousand does not run out of stack', () => {
  const found = dominators('0', (place) => (Number(place) < 10_000 ? [String(Number(place) + 1)] : []));
  expect(found.get('10000')).toBe('9999');
});

test('a place dominates another when without it that one cannot be reached, circles or not', () => {
  const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const anyEdges = fc.record(Object.fromEntries(places.map((place) => [place, fc.subarray(places)])));
  fc.assert(
    fc.property(anyEdges, (edges) => {
      const found = nearest(edges);
      for (const place of reached(edges)) {
        if (place === 'a') continue;
        const needed = places.filter((other) => other !== place && !reached(edges, other).has(place));
        expect(chain(place, found).toSorted()).toEqual(needed);
      }
    }),
    { numRuns: 500 },
  );
});

function reached(edges: Edges, without?: string): Set<string> {
  const found = new Set(without === 'a' ? [] : ['a']);
  for (const place of found) for (const next of edges[place] ?? []) if (next !== without) found.add(next);
  return found;
}

function chain(place: string, found: Record<string, string>): string[] {
  const above = found[place];
  return above === undefined ? [] : [above, ...chain(above, found)];
}
