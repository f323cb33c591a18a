import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { graphOf } from '../../infra/testing/graph-fixture.ts';
import { validGraphs } from '../../infra/testing/random-graphs.ts';
import { estimate } from './estimate.ts';
import type { Graph } from './graph.ts';

const start = { order: ['trigger.webhook'] } as const;
const wait = (seconds: number) => ['logic.delay', { seconds }] as const;

test.each<[string, Graph, number, string]>([
  ['a trigger alone', graphOf(start), 0, 'low'],
  [
    'steps one after the other',
    graphOf({ ...start, save: ['dynamodb.put'], mail: ['email.send'] }, 'order > save', 'save > mail'),
    1.1,
    'low',
  ],
  [
    'of two branches the longer, and what follows both',
    graphOf(
      { ...start, is: ['logic.condition'], a: wait(5), b: wait(20), c: wait(100) },
      'order > is',
      'is true > a',
      'is false > b',
      'a > c',
      'b > c',
    ),
    120,
    'medium',
  ],
  [
    'a loop for ten items, and what is done after',
    graphOf(
      { ...start, each: ['logic.forEach', { items: '{{trigger.items}}' }], a: wait(3), b: wait(4) },
      'order > each',
      'each item > a',
      'a > each',
      'each done > b',
    ),
    34,
    'low',
  ],
  [
    'a loop for the items of a list that is written out',
    graphOf(
      { ...start, each: ['logic.forEach', { items: ['a', 'b', 'c'] }], a: wait(5) },
      'order > each',
      'each item > a',
    ),
    15,
    'low',
  ],
  [
    'both of two ways that one node goes',
    graphOf({ ...start, a: wait(1), b: wait(2) }, 'order > a', 'order > b'),
    3,
    'low',
  ],
  ['an approval as an hour', graphOf({ ...start, ask: ['logic.approval'] }, 'order > ask'), 3600, 'low'],
])('%s', (_, graph, estimatedExecutionTime, complexity) => {
  expect(estimate(graph)).toEqual({ estimatedExecutionTime, complexity });
});

test('many steps and many ways are high', () => {
  const names = Array.from({ length: 16 }, (_, index) => `step${index}`);
  const steps = Object.fromEntries(names.map((name) => [name, wait(1)]));
  const edges = names.map((name, index) => `${names[index - 1] ?? 'order'} > ${name}`);
  expect(estimate(graphOf({ ...start, ...steps }, ...edges)).complexity).toBe('high');
});

test('every valid graph has a finite estimate', () => {
  fc.assert(
    fc.property(validGraphs, (graph) => {
      expect(estimate(graph).estimatedExecutionTime).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(estimate(graph).estimatedExecutionTime)).toBe(true);
    }),
  );
});
