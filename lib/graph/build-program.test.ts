import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validGraphs } from '../../infra/testing/random-graphs.ts';
import { buildProgram } from './build-program.ts';
import type { Graph, GraphEdge, GraphNode, Json } from './graph.ts';
import { trace } from './simulate.ts';

const node = (id: string, type: string, params: Record<string, Json>): GraphNode => ({
  id,
  type,
  position: { x: 0, y: 0 },
  data: { label: id, params, credentials: [] },
});
const edge = (source: string, target: string, sourceHandle = ''): GraphEdge => ({
  id: `${source}-${sourceHandle}-${target}`,
  source,
  target,
  ...(sourceHandle === '' ? {} : { sourceHandle }),
});
const start = node('start', 'trigger.webhook', { path: '/start' });
const step = (id: string) => node(id, 'logic.delay', { seconds: 1 });
const isSet = (id: string) => node(id, 'logic.condition', { left: `{{trigger.${id}}}`, op: 'exists' });

const ranIn = (graph: Graph, event: Json, answers = {}) => trace(buildProgram(graph), event, answers).ran;

describe('a program runs each node once, after all that lead to it', () => {
  it('runs what both ways of a condition lead to after them, without asking which was taken', () => {
    const graph: Graph = {
      nodes: [start, isSet('paid'), step('thank'), step('remind'), step('log')],
      edges: [
        edge('start', 'paid'),
        edge('paid', 'thank', 'true'),
        edge('paid', 'remind', 'false'),
        edge('thank', 'log'),
        edge('remind', 'log'),
      ],
    };

    expect(buildProgram(graph).body).toMatchObject([
      { kind: 'condition', whenTrue: [{ nodeId: 'thank' }], whenFalse: [{ nodeId: 'remind' }] },
      { kind: 'delay', nodeId: 'log' },
    ]);
    expect(ranIn(graph, { paid: 'yes' })).toEqual(['paid', 'thank', 'log']);
    expect(ranIn(graph, {})).toEqual(['paid', 'remind', 'log']);
  });

  it('leaves out what no way led to, in each round of a loop anew', () => {
    const graph: Graph = {
      nodes: [
        start,
        node('each', 'logic.forEach', { items: '{{trigger.items}}' }),
        node('kind', 'logic.switch', { value: '{{each.item}}', cases: ['new', 'old', 'lost'] }),
        step('paint'),
        step('ship'),
      ],
      edges: [
        edge('start', 'each'),
        edge('each', 'kind', 'item'),
        edge('kind', 'ship', 'case-1'),
        edge('kind', 'paint', 'case-2'),
        edge('paint', 'ship'),
      ],
    };

    expect(ranIn(graph, { items: ['lost', 'old', 'lost', 'new'] })).toEqual([
      'each',
      ...['kind'],
      ...['kind', 'paint', 'ship'],
      ...['kind'],
      ...['kind', 'ship'],
    ]);
  });

  it('follows with “done” when a loop is through, also with an empty list', () => {
    const graph: Graph = {
      nodes: [
        start,
        node('each', 'logic.forEach', { items: '{{trigger.items}}' }),
        step('pack'),
        step('close'),
      ],
      edges: [
        edge('start', 'each'),
        edge('each', 'pack'),
        edge('pack', 'each'),
        edge('each', 'close', 'done'),
      ],
    };

    expect(ranIn(graph, { items: ['a', 'b'] })).toEqual(['each', 'pack', 'pack', 'close']);
    expect(ranIn(graph, { items: [] })).toEqual(['each', 'close']);
  });

  it('takes an edge of an approval that names no way as approved', () => {
    const graph: Graph = {
      nodes: [start, node('ask', 'logic.approval', { to: 'boss@example.com' }), step('ship'), step('stop')],
      edges: [edge('start', 'ask'), edge('ask', 'ship'), edge('ask', 'stop', 'declined')],
    };

    expect(ranIn(graph, {})).toEqual(['ask', 'ship']);
    expect(ranIn(graph, {}, { ask: { approved: false } })).toEqual(['ask', 'stop']);
  });

  it('does with any graph what walking along its edges does', () => {
    fc.assert(
      fc.property(
        validGraphs,
        fc.array(fc.nat({ max: 5 }), { minLength: 20, maxLength: 20 }),
        (drawn, chances) => {
          const chance = new Map(drawn.nodes.map(({ id }, index) => [id, chances[index] ?? 0]));
          const { graph, event, answers } = decided(drawn, chance);

          const { ran } = trace(buildProgram(graph), event, answers);

          const walked = walk(graph, chance);
          expect(ran.toSorted()).toEqual(walked.ran.toSorted());
          for (const [before, after] of walked.passed) {
            const counts = [before, after].map((id) => ran.filter((other) => other === id).length);
            if (counts[0] !== counts[1]) continue;
            // In each round of a loop, too: the n-th time before the n-th.
            expect(placesOf(ran, before).every((place, n) => place < (placesOf(ran, after)[n] ?? -1))).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const placesOf = (ran: readonly string[], id: string) =>
  ran.flatMap((other, place) => (other === id ? [place] : []));

/** The graph with every decision left to the event and the answers, which follow chance. */
function decided(graph: Graph, chance: ReadonlyMap<string, number>) {
  const drawn = (id: string) => chance.get(id) ?? 0;
  const params: Record<string, (id: string) => Record<string, Json>> = {
    'logic.condition': (id) => ({ left: `{{trigger.${id}}}`, op: '==', right: 'true' }),
    'logic.forEach': (id) => ({ items: `{{trigger.${id}}}` }),
  };
  const values: Record<string, (id: string) => Json> = {
    'logic.condition': (id) => (drawn(id) % 2 === 0 ? 'true' : 'false'),
    'logic.switch': (id) => `c${drawn(id)}`,
    'logic.forEach': (id) => Array(drawn(id) % 3).fill('x'),
  };
  const nodes = graph.nodes.map((one) => {
    const cases = one.data.params.cases;
    const switched = Array.isArray(cases)
      ? { value: `{{trigger.${one.id}}}`, cases: cases.map((_, index) => `c${index}`) }
      : undefined;
    return {
      ...one,
      data: { ...one.data, params: params[one.type]?.(one.id) ?? switched ?? one.data.params },
    };
  });
  return {
    graph: { nodes, edges: graph.edges },
    event: Object.fromEntries(graph.nodes.map(({ id, type }) => [id, values[type]?.(id) ?? null])),
    answers: Object.fromEntries(
      graph.nodes
        .filter(({ type }) => type === 'logic.approval')
        .map(({ id }) => [id, { approved: drawn(id) % 2 === 0 }]),
    ),
  };
}

/** The way out that chance takes; of loops it is all. */
function handleTaken({ id, type, data }: GraphNode, chance: ReadonlyMap<string, number>): string {
  const drawn = chance.get(id) ?? 0;
  if (type === 'logic.condition') return drawn % 2 === 0 ? 'true' : 'false';
  if (type === 'logic.approval') return drawn % 2 === 0 ? 'approved' : 'declined';
  if (type !== 'logic.switch') return '';
  const { cases } = data.params;
  return Array.isArray(cases) && drawn < cases.length ? `case-${drawn + 1}` : 'default';
}

/** What the edges say, told without anything of a program: waits for all before, goes on when one of them led here. */
function walk(graph: Graph, chance: ReadonlyMap<string, number>) {
  const ran: string[] = [];
  const passed: [string, string][] = [];
  const byId = new Map(graph.nodes.map((one) => [one.id, one]));
  const typeOf = (id: string) => byId.get(id)?.type ?? '';
  const handleOf = ({ source, sourceHandle }: GraphEdge) =>
    sourceHandle || { 'logic.approval': 'approved', 'logic.forEach': 'item' }[typeOf(source)] || '';
  const reach = (from: readonly string[], without?: string) => {
    const found = new Set(from);
    for (const id of found)
      for (const { source, target } of graph.edges)
        if (source === id && target !== without) found.add(target);
    return found;
  };
  const bodyOf = (loop: string) =>
    reach(
      graph.edges
        .filter((one) => one.source === loop && handleOf(one) === 'item')
        .map(({ target }) => target),
      loop,
    );
  const isBack = ({ source, target }: GraphEdge) =>
    typeOf(target) === 'logic.forEach' && bodyOf(target).has(source);
  const forward = graph.edges.filter((one) => !isBack(one));

  const region = (led: readonly string[], scope: ReadonlySet<string>) => {
    const waiting = new Set(scope);
    const reached = new Set(led);
    while (waiting.size > 0) {
      const ready = [...waiting].find(
        (id) => !forward.some((one) => one.target === id && waiting.has(one.source)),
      );
      const next = byId.get(ready ?? '');
      if (!next) throw new Error('The walk is stuck');
      const body = next.type === 'logic.forEach' ? bodyOf(next.id) : new Set<string>();
      for (const id of [next.id, ...body]) waiting.delete(id);
      if (reached.has(next.id)) for (const id of visit(next, body)) reached.add(id);
    }
  };
  const visit = (one: GraphNode, body: ReadonlySet<string>): string[] => {
    const out = forward.filter(({ source }) => source === one.id);
    ran.push(one.id);
    const inner = out.filter((way) => handleOf(way) === 'item').map(({ target }) => target);
    if (one.type === 'logic.forEach')
      for (let round = 0; round < (chance.get(one.id) ?? 0) % 3; round += 1) region(inner, body);
    const wanted = one.type === 'logic.forEach' ? 'done' : handleTaken(one, chance);
    const led = out.filter((way) => handleOf(way) === wanted).map(({ target }) => target);
    passed.push(...led.map((id): [string, string] => [one.id, id]));
    return led;
  };

  const [trigger] = graph.nodes.filter(({ type }) => type.startsWith('trigger.'));
  const first = forward.filter(({ source }) => source === trigger?.id).map(({ target }) => target);
  region(first, new Set([...reach(first)]));
  return { ran, passed };
}
