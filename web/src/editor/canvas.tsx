import '@xyflow/react/dist/base.css';
import './canvas.css';
import {
  type Connection,
  Controls,
  type NodeChange,
  type OnEdgesChange,
  type OnNodesChange,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Point } from './adding.ts';
import { useEditing } from './editor-context.ts';
import type { Selection } from './editor-reducer.ts';
import { flowEdges, type StepNode, stepNodes, type WayEdge } from './flow-elements.ts';
import { startView } from './start-view.ts';
import { StepOnCanvas } from './step-on-canvas.tsx';
import { stepsInOrder } from './steps-in-order.ts';
import { WayOnCanvas } from './way-on-canvas.tsx';
import { newEdge } from './ways.ts';

const nodeKinds = { step: StepOnCanvas };
const edgeKinds = { way: WayOnCanvas };
const words = {
  'node.a11yDescription.default':
    'Press Enter to open its form, arrow keys to move it once it is open, Delete to remove it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to open its form.',
};

interface Props {
  onReady: (flow: ReactFlowInstance<StepNode, WayEdge>) => void;
}

/** The graph to be dragged, connected and deleted; all it does goes through the reducer. */
export function Canvas({ onReady }: Props) {
  const { state, dispatch } = useEditing();
  const { graph } = state.present;
  const frame = useRef<HTMLDivElement>(null);
  const flow = useRef<ReactFlowInstance<StepNode, WayEdge>>(undefined);
  const { nodes, onNodesChange } = useNodes();
  const edges = useMemo(() => flowEdges(graph, state.selection), [graph, state.selection]);

  useKeptMiddle(frame, flow);

  const onEdgesChange: OnEdgesChange<WayEdge> = (changes) => {
    const selected = selectionAfter(state.selection.edges, changes);
    if (selected) dispatch({ kind: 'select', edges: selected });
  };
  const onConnect = ({ source, sourceHandle, target }: Connection) =>
    dispatch({ kind: 'edit', edit: { kind: 'connect', source, handle: sourceHandle ?? '', target } });
  const begin = (ready: ReactFlowInstance<StepNode, WayEdge>) => {
    const { width, height } = frame.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
    void ready.setViewport(startView(graph, width, height));
    flow.current = ready;
    onReady(ready);
  };
  const onKeyDown = ({ key, target }: KeyboardEvent) => {
    const nodeId = target instanceof Element ? target.getAttribute('data-id') : null;
    if (key === 'Enter' && nodeId !== null) dispatch({ kind: 'open', nodeId });
  };
  return (
    <div ref={frame} className="canvas-dots size-full">
      <ReactFlow<StepNode, WayEdge>
        aria-label="The workflow’s graph"
        onKeyDown={onKeyDown}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeKinds}
        edgeTypes={edgeKinds}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        isValidConnection={({ source, sourceHandle, target }) =>
          newEdge(graph, { nodeId: source, handle: sourceHandle ?? '' }, target) !== undefined
        }
        onInit={begin}
        ariaLabelConfig={words}
        // Its own would delete from a focused button beside the canvas, and below an open dialog.
        deleteKeyCode={null}
        edgesFocusable={false}
        selectNodesOnDrag={false}
        autoPanOnNodeFocus
        snapToGrid
        snapGrid={[4, 4]}
        connectionRadius={36}
        minZoom={0.2}
        maxZoom={2}
      >
        <Controls showInteractive={false} orientation="horizontal" position="bottom-left" />
      </ReactFlow>
    </div>
  );
}

/** What is in the middle stays there when a panel below takes room from the canvas, or gives it back. */
function useKeptMiddle(
  frame: RefObject<HTMLDivElement | null>,
  flow: RefObject<ReactFlowInstance<StepNode, WayEdge> | undefined>,
) {
  useEffect(() => {
    if (!frame.current) return;
    let before = frame.current.clientHeight;
    const watch = new ResizeObserver(([entry]) => {
      const height = entry?.contentRect.height ?? before;
      const view = flow.current?.getViewport();
      if (view) void flow.current?.setViewport({ ...view, y: view.y + (height - before) / 2 });
      before = height;
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame, flow]);
}

/** While something is dragged its place is the canvas's own affair; dropped, it is one edit. */
function useNodes(): { nodes: StepNode[]; onNodesChange: OnNodesChange<StepNode> } {
  const { state, dispatch, problems } = useEditing();
  const { graph } = state.present;
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(new Map());
  const placed = useMemo(() => {
    const problemsOf = Map.groupBy(
      problems.filter(({ nodeId }) => nodeId !== undefined),
      ({ nodeId = '' }) => nodeId,
    );
    const messages = new Map([...problemsOf].map(([id, found]) => [id, found.map(({ message }) => message)]));
    return stepNodes({ ...graph, nodes: stepsInOrder(graph) }, state.selection, messages);
  }, [graph, state.selection, problems]);
  const nodes = useMemo(
    () =>
      placed.map((node) => {
        const position = dragged.get(node.id);
        return position ? { ...node, position } : node;
      }),
    [placed, dragged],
  );

  const onNodesChange: OnNodesChange<StepNode> = (changes) => {
    const moves = positionsIn(changes);
    if (moves.size > 0 && changes.some((change) => change.type === 'position' && change.dragging)) {
      setDragged(new Map([...dragged, ...moves]));
    } else if (moves.size > 0) {
      dispatch({ kind: 'edit', edit: { kind: 'move', positions: moves, byKey: dragged.size === 0 } });
      setDragged(new Map());
    }
    const selected = selectionAfter(state.selection.nodes, changes);
    if (selected) dispatch({ kind: 'select', nodes: selected });
  };
  return { nodes, onNodesChange };
}

function positionsIn(changes: readonly NodeChange<StepNode>[]): Map<string, Point> {
  return new Map(
    changes.flatMap((change): [string, Point][] =>
      change.type === 'position' && change.position ? [[change.id, change.position]] : [],
    ),
  );
}

/** Undefined when the changes are about something else. */
function selectionAfter(
  before: Selection['nodes'],
  changes: readonly { type: string; id?: string; selected?: boolean }[],
): string[] | undefined {
  const selects = changes.filter(({ type }) => type === 'select');
  if (selects.length === 0) return undefined;
  const selected = new Set(before);
  for (const { id, selected: isSelected } of selects) {
    if (id === undefined) continue;
    if (isSelected) selected.add(id);
    else selected.delete(id);
  }
  return [...selected];
}
