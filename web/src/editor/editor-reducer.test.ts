import { expect, it } from '@jest/globals';
import { checkGraph } from '../../../lib/graph/check/check-graph.ts';
import { nodeTypeOf } from '../../../lib/graph/node-types.ts';
import { orderGraph } from '../testing/graphs.ts';
import {
  type EditorAction,
  type EditorState,
  editorReducer,
  selectedNode,
  startState,
} from './editor-reducer.ts';
import type { Edit } from './edits.ts';

const start = startState({ name: 'Orders', graph: orderGraph }, 'python');
const after = (...actions: EditorAction[]): EditorState => actions.reduce(editorReducer, start);
const edit = (made: Edit): EditorAction => ({ kind: 'edit', edit: made });
const subject = (value: string) => edit({ kind: 'param', nodeId: 'mail', name: 'subject', value });
const paramsOf = ({ present }: EditorState, id: string) =>
  present.graph.nodes.find((node) => node.id === id)?.data.params;
const waysIn = ({ present }: EditorState) =>
  present.graph.edges.map(({ source, sourceHandle, target }) =>
    [source, sourceHandle, target].filter(Boolean).join(' '),
  );
const add = (type: string, nodeId?: string): EditorAction => {
  const nodeType = nodeTypeOf(type);
  if (!nodeType) throw new Error(`There is no ${type}`);
  const node = orderGraph.nodes.find(({ id }) => id === nodeId);
  return { kind: 'add', type: nodeType, after: node, at: { x: 40, y: 400 } };
};

it('takes typing in one field as one step, which one undo takes back and one redo brings again', () => {
  const typed = after(subject('T'), subject('Th'), subject('Thx'));
  expect(typed.past).toHaveLength(1);
  const undone = editorReducer(typed, { kind: 'undo' });
  expect(undone.present).toBe(start.present);
  expect(paramsOf(editorReducer(undone, { kind: 'redo' }), 'mail')).toMatchObject({ subject: 'Thx' });
});

it.each<[string, EditorAction]>([
  ['the field was left', { kind: 'rest' }],
  ['something else was selected', { kind: 'select', nodes: ['wait'] }],
  ['something was undone', { kind: 'undo' }],
])('begins a new step after %s', (_, between) => {
  const typed = after(subject('A'), subject('B'), between, subject('C'));
  expect(typed.past).toHaveLength(between.kind === 'undo' ? 1 : 2);
});

it('takes typing the name as one step too', () => {
  const rename = (name: string) => edit({ kind: 'rename', name });
  expect(after(rename('O'), rename('Or'), rename('Ord')).past).toHaveLength(1);
});

it('makes a step of each field', () => {
  const body = edit({ kind: 'param', nodeId: 'mail', name: 'body', value: 'Hi' });
  expect(after(subject('A'), body, subject('B')).past).toHaveLength(3);
});

it('forgets what could be redone once something else is done', () => {
  expect(after(subject('A'), { kind: 'undo' }, subject('B')).future).toEqual([]);
});

it('remembers a hundred steps and no more', () => {
  const renames = Array.from({ length: 130 }, (_, index): EditorAction[] => [
    edit({ kind: 'rename', name: `Orders ${index}` }),
    { kind: 'rest' },
  ]);
  const many = after(...renames.flat());
  expect(many.past).toHaveLength(100);
  const undos = Array.from({ length: 200 }, (): EditorAction => ({ kind: 'undo' }));
  expect(undos.reduce(editorReducer, many).present.name).toBe('Orders 29');
});

it('makes no step of an edit that changes nothing', () => {
  expect(after(edit({ kind: 'rename', name: 'Orders' }))).toBe(start);
  expect(after(edit({ kind: 'connect', source: 'order', handle: '', target: 'large' }))).toBe(start);
});

it('takes arrow keys pressed in a row as one step, and each drag as its own', () => {
  const move = (x: number, byKey: boolean) =>
    edit({ kind: 'move', positions: new Map([['wait', { x, y: 0.4 }]]), byKey });
  expect(after(move(604, true), move(608, true)).past).toHaveLength(1);
  const dragged = after(move(700, false), move(800, false));
  expect(dragged.past).toHaveLength(2);
  expect(dragged.present.graph.nodes[2]?.position).toEqual({ x: 800, y: 0 });
});

it('refuses edges to a trigger, to itself, and a second time', () => {
  const connect = (source: string, target: string) => edit({ kind: 'connect', source, handle: '', target });
  for (const [source, target] of [
    ['mail', 'order'],
    ['mail', 'mail'],
    ['wait', 'mail'],
    ['wait', 'nobody'],
  ] as const)
    expect(after(connect(source, target))).toBe(start);
});

it('connects what stood around a step that is deleted, and no longer selects it', () => {
  const state = after(
    { kind: 'select', nodes: ['wait'] },
    edit({ kind: 'remove', nodes: ['wait'], edges: [] }),
  );
  expect(waysIn(state)).toEqual(['order large', 'large false mail', 'large true mail']);
  expect(selectedNode(state)).toBeUndefined();
  expect(state.selection.nodes).toEqual([]);
});

it('takes all edges along with a step that several lead to', () => {
  expect(waysIn(after(edit({ kind: 'remove', nodes: ['mail'], edges: [] })))).toEqual([
    'order large',
    'large true wait',
  ]);
});

it('puts a new step after the selected one, where its way out leads nowhere yet, and opens it', () => {
  const state = after(add('webhook.send', 'mail'));
  expect(waysIn(state).at(-1)).toBe('mail webhookSend');
  expect(selectedNode(state)?.id).toBe('webhookSend');
  expect(state.opened).toBe(1);
});

it('puts a new step between two that follow one another, and moves what follows aside', () => {
  const state = after(add('logic.transform', 'order'));
  expect(waysIn(state)).toEqual([
    'large true wait',
    'wait mail',
    'large false mail',
    'order logicTransform',
    'logicTransform large',
  ]);
  expect(state.present.graph.nodes.map(({ id, position }) => [id, position.x])).toEqual([
    ['order', 0],
    ['large', 600],
    ['wait', 900],
    ['mail', 1200],
    ['logicTransform', 300],
  ]);
});

it('numbers a second step of a kind, and never puts one on top of another', () => {
  const state = after(add('http.request'), add('http.request'));
  expect(state.present.graph.nodes.slice(4).map(({ id, position }) => [id, position.y])).toEqual([
    ['httpRequest', 400],
    ['httpRequest2', 504],
  ]);
});

it('lets a new trigger lead to what nothing led to', () => {
  const state = after(edit({ kind: 'remove', nodes: ['order'], edges: [] }), add('trigger.form'));
  expect(waysIn(state).at(-1)).toBe('triggerForm large');
  expect(state.present.graph.nodes[0]?.position).toEqual({ x: 0, y: 0 });
});

it('adds steps that are ready to become code', () => {
  const empty = startState({ name: 'New', graph: { nodes: [], edges: [] } }, 'python');
  const { graph } = editorReducer(empty, add('trigger.webhook')).present;
  expect(checkGraph(graph).problems).toEqual([]);
});

it('keeps the credentials of a step by its parameters', () => {
  const state = after(edit({ kind: 'param', nodeId: 'mail', name: 'provider', value: 'sendgrid' }));
  expect(state.present.graph.nodes[3]?.data.credentials).toEqual(['sendgrid']);
});

it('takes a parameter away that is emptied', () => {
  const state = after(edit({ kind: 'param', nodeId: 'large', name: 'right', value: undefined }));
  expect(paramsOf(state, 'large')).toEqual({ left: '{{trigger.total}}', op: '>' });
});

it('leaves the language out of the history', () => {
  const state = after(subject('A'), { kind: 'language', language: 'typescript' }, { kind: 'undo' });
  expect(state.language).toBe('typescript');
});
