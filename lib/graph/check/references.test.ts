import { describe, expect, test } from '@jest/globals';
import { graphOf } from '../../../infra/testing/graph-fixture.ts';
import type { Graph } from '../graph.ts';
import { checkGraph } from './check-graph.ts';

const start = { order: ['trigger.webhook'] } as const;
const _told = (value: unknown) => checkGraph(value).problems.map(({ code, path }) => `${code} at ${path}`);

describe('references:', () => {
  const each = { items: '{{order.items}}' };
  const prompt = (text: string) => ['ai.prompt', { prompt: text }] as const;

  test.each<[string, Graph, string[]]>([
    ['to no node', graphOf({ ...start, a: prompt('{{b.x}}') }, 'order > a'), ['unknown_reference']],
    [
      'that cannot be read',
      graphOf({ ...start, a: prompt('{{order total}}') }, 'order > a'),
      ['unreadable_reference'],
    ],
    ['to itself', graphOf({ ...start, a: prompt('{{a.text}}') }, 'order > a'), ['reference_too_early']],
    [
      'to what comes later',
      graphOf({ ...start, a: prompt('{{b.text}}'), b: prompt('x') }, 'order > a', 'a > b'),
      ['reference_too_early'],
    ],
    [
      'to a branch that may not have been taken',
      graphOf(
        { ...start, is: ['logic.condition'], a: prompt('x'), b: prompt('{{a.text}}') },
        'order > is',
        'is true > a',
        'is false > b',
        'a > b',
      ),
      ['reference_too_early'],
    ],
    [
      'to a loop’s body from after it',
      graphOf(
        { ...start, each: ['logic.forEach', each], a: prompt('x'), b: prompt('{{a.text}}') },
        'order > each',
        'each > a',
        'each done > b',
      ),
      ['reference_too_early'],
    ],
    [
      'to a loop’s item from after it',
      graphOf(
        { ...start, each: ['logic.forEach', each], b: prompt('{{each.item}}') },
        'order > each',
        'each done > b',
      ),
      ['unknown_reference'],
    ],
    [
      'to what brings nothing',
      graphOf({ ...start, wait: ['logic.delay'], a: prompt('{{wait}}') }, 'order > wait', 'wait > a'),
      ['unknown_reference'],
    ],
    [
      'to a part that is not there',
      graphOf({ form: ['trigger.form'], a: prompt('{{trigger.phone}}') }, 'form > a'),
      ['unknown_reference'],
    ],
  ])('%s is refused', (_, graph, expected) => {
    expect(checkGraph(graph).problems.map(({ code }) => code)).toEqual(expected);
  });

  test('to the trigger, to all on the way, and to the item within its loop are good', () => {
    const graph = graphOf(
      {
        order: ['trigger.webhook'],
        ask: prompt('{{trigger.name}} {{order.items[0].sku}}'),
        each: ['logic.forEach', each],
        say: prompt('{{each.item.sku}} {{each.index}} {{ask.text}}'),
        sum: prompt('{{each.count}} {{env.TEAM}}'),
      },
      'order > ask',
      'ask > each',
      'each > say',
      'say > each',
      'each done > sum',
    );
    expect(checkGraph(graph).problems).toEqual([]);
  });
});
