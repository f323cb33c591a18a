import { expect, it } from '@jest/globals';
import { askPython, runsTests } from '../../../infra/testing/python.ts';
import { compile } from '../compile.ts';
import type { Graph, Json } from '../graph.ts';
import { checkGraph } from './check-graph.ts';

/** Each within the one before it. */
function nested(count: number, type: string, params: Record<string, Json>, sourceHandle: string): Graph {
  const node = (id: string, ofType: string, given: Record<string, Json>) => ({
    id,
    type: ofType,
    position: { x: 0, y: 0 },
    data: { label: id, params: given, credentials: [] },
  });
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  return {
    nodes: [node('start', 'trigger.webhook', { path: '/start' }), ...ids.map((id) => node(id, type, params))],
    edges: ids.map((id, index) => ({
      id: `e${index}`,
      source: index === 0 ? 'start' : `n${index - 1}`,
      target: id,
      ...(index === 0 ? {} : { sourceHandle }),
    })),
  };
}

it.each([
  ['conditions', 40, nested, 'logic.condition', { left: 'a', op: 'exists' }, 'true'],
  ['switches', 20, nested, 'logic.switch', { value: 'a', cases: ['a'] }, 'case-1'],
  ['loops', 10, nested, 'logic.forEach', { items: ['a'] }, 'item'],
] as const)(
  '%s are refused where they lie too deep, and are Python until then',
  (_, most, build, type, params, way) => {
    const deepest = build(most, type, structuredClone(params) as never, way);

    expect(checkGraph(deepest).problems).toEqual([]);
    expect(askPython(runsTests, [{ code: compile(deepest, 'python').text }])).toEqual(['']);
    const tooDeep = checkGraph(build(most + 1, type, structuredClone(params) as never, way));
    expect(tooDeep.graph).toBeUndefined();
    expect(tooDeep.problems).toMatchObject([{ code: 'too_deep', nodeId: `n${most}` }]);
  },
);
