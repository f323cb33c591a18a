import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { graphOf } from '../../../infra/testing/graph-fixture.ts';
import { anyGraphs, validGraphs } from '../../../infra/testing/random-graphs.ts';
import type { Graph, Json } from '../graph.ts';
import { checkGraph } from './check-graph.ts';

const start = { order: ['trigger.webhook'] } as const;
const told = (value: unknown) => checkGraph(value).problems.map(({ code, path }) => `${code} at ${path}`);

test('a sound graph comes back as it is', () => {
  const graph = graphOf(
    {
      order: ['trigger.webhook'],
      save: ['dynamodb.put', { table: 'orders', item: { id: '{{trigger.id}}' } }, ['aws']],
    },
    'order > save',
  );
  expect(checkGraph(graph)).toEqual({ graph, problems: [] });
});

test('an edge that is there twice does no harm, nor does one back to a loop', () => {
  const graph = graphOf(
    { order: ['trigger.webhook'], each: ['logic.forEach'], a: ['logic.delay'] },
    'order > each',
    'order > each',
    'each > a',
    'a > each',
    'a > each',
  );
  expect(checkGraph(graph).problems).toEqual([]);
});

test('a problem says what is wrong, where, and of which node', () => {
  const graph = graphOf(
    { order: ['trigger.webhook'], fetch: ['http.request', { method: 'GET', url: 'ftp://example.com' }] },
    'order > fetch',
  );
  expect(checkGraph(graph)).toEqual({
    graph: undefined,
    problems: [
      {
        code: 'invalid_param',
        message: 'Must be an address that begins with https:// or http://',
        path: 'nodes[1].data.params.url',
        nodeId: 'fetch',
      },
    ],
  });
});

describe('what is no graph is refused:', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['wrong_shape at ']],
    ['a text', 'graph', ['wrong_shape at ']],
    ['no edges', { nodes: [] }, ['wrong_shape at edges']],
    [
      'a node without data',
      { nodes: [{ id: 'a', type: 't', position: { x: 0, y: 0 } }], edges: [] },
      ['wrong_shape at nodes[0].data'],
    ],
    [
      'an id that is no name',
      { nodes: [], edges: [{ id: 'e', source: '1', target: 'b' }] },
      ['wrong_shape at edges[0].source'],
    ],
    ['no nodes', { nodes: [], edges: [] }, ['no_trigger at nodes']],
  ])('%s', (_, value, expected) => {
    expect(told(value)).toEqual(expected);
  });
});

describe('how nodes hang together:', () => {
  test.each<[string, Graph, string[]]>([
    [
      'a type that there is not',
      graphOf({ ...start, mine: ['mail.send', {}] }, 'order > mine'),
      ['unknown_type at nodes[1].type'],
    ],
    [
      'two edges of one id',
      graphWith((graph) => graph.edges.push({ id: 'e1', source: 'order', target: 'wait' })),
      ['duplicate_id at edges[1].id'],
    ],
    [
      'two nodes of one id',
      graphWith((graph) => graph.nodes.push(...graph.nodes.slice(1))),
      ['duplicate_id at nodes[2].id'],
    ],
    ['an edge to nowhere', graphOf(start, 'order > gone'), ['dangling_edge at edges[0].target']],
    ['an edge from nowhere', graphOf(start, 'gone > order'), ['dangling_edge at edges[0].source']],
    ['a second trigger', graphOf({ ...start, other: ['trigger.stripe'] }), ['several_triggers at nodes[1]']],
    [
      'a way to the trigger',
      graphOf({ ...start, wait: ['logic.delay'] }, 'order > wait', 'wait > order'),
      ['leads_to_trigger at edges[1].target'],
    ],
    [
      'a node that nothing leads to',
      graphOf({ ...start, wait: ['logic.delay'] }),
      ['unreachable at nodes[1]'],
    ],
    [
      'a circle',
      graphOf({ ...start, a: ['logic.delay'], b: ['logic.delay'] }, 'order > a', 'a > b', 'b > a'),
      ['circle at nodes[1]', 'circle at nodes[2]'],
    ],
    [
      'a circle through a loop’s way out',
      graphOf(
        { ...start, each: ['logic.forEach'], a: ['logic.delay'] },
        'order > each',
        'each done > a',
        'a > each',
      ),
      ['circle at nodes[1]', 'circle at nodes[2]'],
    ],
    [
      'a body that is entered from elsewhere',
      graphOf(
        { ...start, each: ['logic.forEach'], a: ['logic.delay'] },
        'order > each',
        'each item > a',
        'order > a',
      ),
      ['leaves_loop at edges[1].target'],
    ],
    [
      'a body that leads out',
      graphOf(
        { ...start, each: ['logic.forEach'], a: ['logic.delay'], b: ['logic.delay'] },
        'order > each',
        'each item > a',
        'each done > b',
        'a > b',
      ),
      ['leaves_loop at edges[3].target'],
    ],
    [
      'the next item of a loop further out',
      graphOf(
        { ...start, outer: ['logic.forEach'], inner: ['logic.forEach'], a: ['logic.delay'] },
        'order > outer',
        'outer > inner',
        'inner > a',
        'a > outer',
      ),
      ['leaves_loop at edges[3].target'],
    ],
    [
      'a way out that there is not',
      graphOf({ ...start, is: ['logic.condition'], a: ['logic.delay'] }, 'order > is', 'is maybe > a'),
      ['unknown_handle at edges[1].sourceHandle'],
    ],
    [
      'a case beyond the last',
      graphOf({ ...start, by: ['logic.switch'], a: ['logic.delay'] }, 'order > by', 'by case-3 > a'),
      ['unknown_handle at edges[1].sourceHandle'],
    ],
    [
      'a condition’s way without a name',
      graphOf({ ...start, is: ['logic.condition'], a: ['logic.delay'] }, 'order > is', 'is > a'),
      ['unknown_handle at edges[1].sourceHandle'],
    ],
    [
      'a way with a name where there is one',
      graphOf({ ...start, a: ['logic.delay'] }, 'order true > a'),
      ['unknown_handle at edges[0].sourceHandle'],
    ],
    [
      'a step called as the trigger is',
      graphOf({ ...start, trigger: ['logic.delay'] }, 'order > trigger'),
      ['reserved_id at nodes[1].id'],
    ],
    [
      'a step called as the settings are',
      graphOf({ ...start, env: ['logic.delay'] }, 'order > env'),
      ['reserved_id at nodes[1].id'],
    ],
  ])('%s', (_, graph, expected) => {
    expect(told(graph)).toEqual(expected);
  });
});

function graphWith(change: (graph: Graph) => void): Graph {
  const graph = graphOf({ ...start, wait: ['logic.delay'] }, 'order > wait');
  change(graph);
  return graph;
}

describe('limits', () => {
  test('a hundred thousand nodes are refused in less than a tenth of a second', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => ({ id: `n${index}` }));
    const began = performance.now();
    const { problems } = checkGraph({ nodes, edges: [] });
    expect(performance.now() - began).toBeLessThan(100);
    expect(problems).toEqual([
      { code: 'too_large', message: 'A workflow can have at most 200 nodes; this has 100000', path: 'nodes' },
    ]);
  });

  test('more than 400 edges, more than 256 KB and values without end are refused', () => {
    const edges = Array.from({ length: 401 }, (_, index) => ({
      id: `e${index}`,
      source: 'order',
      target: 'order',
    }));
    expect(told({ ...graphOf(start), edges })).toEqual(['too_large at edges']);
    expect(told({ ...graphOf(start), more: 'ü'.repeat(131_072) })).toEqual(['too_large at ']);
    let deep: Json = 1;
    for (let depth = 0; depth < 20_000; depth++) deep = [deep];
    expect(told({ ...graphOf(start), deep })).toEqual(['too_large at ']);
  });

  test('two hundred nodes with four hundred edges are checked at once', () => {
    const names = Array.from({ length: 199 }, (_, index) => `n${index}`);
    const edges = names.flatMap((name, index) => [
      `${names[index - 1] ?? 'order'} > ${name}`,
      `order > ${name}`,
    ]);
    const graph = graphOf(
      { ...start, ...Object.fromEntries(names.map((name) => [name, ['logic.delay']])) },
      ...edges,
    );
    expect(checkGraph(graph).problems).toEqual([]);
  });
});

describe('of random graphs', () => {
  test('those that are grown by the rules pass as they are', () => {
    fc.assert(
      fc.property(validGraphs, (graph) => {
        expect(checkGraph(graph)).toEqual({ graph, problems: [] });
      }),
    );
  });

  test('each one has either a graph or a problem, and every problem a place in it', () => {
    fc.assert(
      fc.property(anyGraphs, (value) => {
        const { graph, problems } = checkGraph(value);
        expect(graph === undefined).toBe(problems.length > 0);
        for (const { path } of problems) expect(path).toMatch(/^(nodes|edges)/);
      }),
    );
  });

  test('whatever JSON it is given, it answers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (nodes, edges) => {
        expect(checkGraph({ nodes, edges }).problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
