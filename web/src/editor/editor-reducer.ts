import type { GraphNode, Language } from '../../../lib/graph/graph.ts';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { type Point, withNode } from './adding.ts';
import type { Draft } from './draft.ts';
import { type Edit, edited } from './edits.ts';

export interface Selection {
  nodes: readonly string[];
  edges: readonly string[];
}

export interface EditorState {
  present: Draft;
  /** The last one is what undo goes back to. */
  past: readonly Draft[];
  future: readonly Draft[];
  language: Language;
  selection: Selection;
  /** What is being typed or nudged: as long as that goes on, it is one step of the history. */
  going: string | undefined;
  /** Counts how often in a row a form was asked for from elsewhere than the canvas: it then takes the focus. */
  opened: number;
  /** What covers the lower half of a phone. */
  sheet: 'steps' | 'code' | undefined;
}

export type EditorAction =
  | { kind: 'edit'; edit: Edit }
  | { kind: 'add'; type: NodeType; after: GraphNode | undefined; at: Point }
  | { kind: 'undo' }
  | { kind: 'redo' }
  /** A field was left: what is typed next is a step of its own. */
  | { kind: 'rest' }
  | ({ kind: 'select' } & Partial<Selection>)
  /** Selects a node and brings the focus to its form. */
  | { kind: 'open'; nodeId: string }
  | { kind: 'language'; language: Language }
  | { kind: 'sheet'; sheet: EditorState['sheet'] };

const longestHistory = 100;
const nothing: Selection = { nodes: [], edges: [] };

export function startState(draft: Draft, language: Language): EditorState {
  return {
    present: draft,
    past: [],
    future: [],
    language,
    selection: nothing,
    going: undefined,
    opened: 0,
    sheet: 'steps',
  };
}

export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.kind) {
    case 'edit':
      return changed(state, edited(state.present, action.edit), goingWith(action.edit));
    case 'add':
      return withAdded(state, action);
    case 'undo':
      return undone(state);
    case 'redo':
      return redone(state);
    case 'rest':
      return state.going === undefined ? state : { ...state, going: undefined };
    case 'select':
      return { ...selected(state, action), opened: 0 };
    case 'open':
      return { ...selected(state, { nodes: [action.nodeId], edges: [] }), opened: state.opened + 1 };
    case 'language':
      return { ...state, language: action.language };
    case 'sheet':
      return { ...state, sheet: action.sheet };
  }
}

/** Typing in one field, or arrow keys pressed one after the other. */
function goingWith(edit: Edit): string | undefined {
  if (edit.kind === 'rename') return 'name';
  if (edit.kind === 'label') return `label ${edit.nodeId}`;
  if (edit.kind === 'param') return `param ${edit.nodeId} ${edit.name}`;
  if (edit.kind === 'move' && edit.byKey) return `move ${[...edit.positions.keys()].join(' ')}`;
  return undefined;
}

function changed(state: EditorState, present: Draft, going: string | undefined): EditorState {
  if (present === state.present) return state;
  const goesOn = going !== undefined && going === state.going;
  const past = goesOn ? state.past : [...state.past, state.present].slice(-longestHistory);
  return withSelectionOf({ ...state, present, past, future: [], going });
}

function withAdded(state: EditorState, { type, after, at }: Extract<EditorAction, { kind: 'add' }>) {
  const { graph, added } = withNode(state.present.graph, type, after, at);
  const grown = changed(state, { ...state.present, graph }, undefined);
  return editorReducer(grown, { kind: 'open', nodeId: added.id });
}

function undone(state: EditorState): EditorState {
  const present = state.past.at(-1);
  if (!present) return state;
  return withSelectionOf({
    ...state,
    present,
    past: state.past.slice(0, -1),
    future: [state.present, ...state.future],
    going: undefined,
  });
}

function redone(state: EditorState): EditorState {
  const [present, ...future] = state.future;
  if (!present) return state;
  return withSelectionOf({
    ...state,
    present,
    past: [...state.past, state.present],
    future,
    going: undefined,
  });
}

/** What is gone is no longer selected. */
function withSelectionOf(state: EditorState): EditorState {
  const { graph } = state.present;
  const nodes = state.selection.nodes.filter((id) => graph.nodes.some((node) => node.id === id));
  const edges = state.selection.edges.filter((id) => graph.edges.some((edge) => edge.id === id));
  const same = nodes.length + edges.length === state.selection.nodes.length + state.selection.edges.length;
  return same ? state : { ...state, selection: { nodes, edges } };
}

function selected(state: EditorState, wanted: Partial<Selection>): EditorState {
  const selection = {
    nodes: wanted.nodes ?? state.selection.nodes,
    edges: wanted.edges ?? state.selection.edges,
  };
  const sheet = selection.nodes.length === 1 ? 'steps' : state.sheet;
  return { ...state, selection, going: undefined, sheet };
}

export const selectedNode = ({ present, selection }: EditorState): GraphNode | undefined =>
  selection.nodes.length === 1 ? present.graph.nodes.find(({ id }) => id === selection.nodes[0]) : undefined;
