import { createContext, type Dispatch, useContext } from 'react';
import type { GraphProblem } from '../../../lib/graph/check/problem.ts';
import type { Graph } from '../../../lib/graph/graph.ts';
import type { EditorAction, EditorState } from './editor-reducer.ts';

export interface Editing {
  state: EditorState;
  dispatch: Dispatch<EditorAction>;
  /** The graph when it can become code. */
  checked: Graph | undefined;
  problems: readonly GraphProblem[];
  openPalette: () => void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('Only within the editor');
  return editing;
}
