import type { ReactFlowInstance } from '@xyflow/react';
import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { Navigate } from 'react-router';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import type { NodeType } from '../../../lib/graph/node-type.ts';
import { classNames } from '../components/class-names.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Canvas } from './canvas.tsx';
import { CodeDrawer } from './code-drawer.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Content } from './content.ts';
import { DeletedDialog } from './deleted-dialog.tsx';
import { EditorBar } from './editor-bar.tsx';
import { type Editing, EditingContext } from './editor-context.ts';
import { editorReducer, selectedNode, startState } from './editor-reducer.ts';
import { ExportDialog } from './export-dialog.tsx';
import type { StepNode, WayEdge } from './flow-elements.ts';
import { focusBeside } from './focus-on-canvas.ts';
import type { KeptDraft } from './kept-draft.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { Palette } from './palette.tsx';
import { PhoneTabs } from './phone-tabs.tsx';
import { SaveFailure } from './save-failure.tsx';
import { SessionOver } from './session-over.tsx';
import { bringIntoView, middleOf } from './sight.ts';
import { StepForm } from './step-form.tsx';
import { StepList } from './step-list.tsx';
import { stepsInOrder } from './steps-in-order.ts';
import { useChecked } from './use-checked.ts';
import { useCopying } from './use-copying.ts';
import { useSaving } from './use-saving.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface Props {
  workflow: Workflow;
  content: Content;
  /** What was changed before a session ended. */
  unsaved: KeptDraft | undefined;
  /** Starts over with another version of it. */
  onTakeTheirs: (theirs: Workflow) => void;
}

export function Editor({ workflow, content, unsaved, onTakeTheirs }: Props) {
  const { draft, language } = unsaved?.content ?? content;
  const [state, dispatch] = useReducer(editorReducer, startState(draft, language));
  const [over, setOver] = useState<'palette' | 'export'>();
  const [copyId, setCopyId] = useState<string>();
  const flow = useRef<ReactFlowInstance<StepNode, WayEdge>>(undefined);
  const { checked, problems } = useChecked(state.present.graph);
  const mine = useContent(state);
  const saving = useSaving(workflow, { content, version: unsaved?.version ?? workflow.version }, mine);
  const copying = useCopying(workflow, mine, setCopyId);
  const node = selectedNode(state);
  const nodeId = node?.id;
  useEffect(() => {
    if (nodeId !== undefined) bringIntoView(flow.current, nodeId);
  }, [nodeId]);
  useShortcuts({
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
    save: () => void saving.save(),
    add: () => setOver('palette'),
    remove: () => {
      const { nodes, edges } = state.selection;
      dispatch({ kind: 'edit', edit: { kind: 'remove', nodes, edges } });
      focusBeside(state.present.graph, nodes);
    },
  });
  const choose = (type: NodeType) => {
    setOver(undefined);
    const after = node ?? stepsInOrder(state.present.graph).at(-1);
    dispatch({ kind: 'add', type, after, at: middleOf(flow.current) });
  };
  const editing: Editing = { state, dispatch, checked, problems, openPalette: () => setOver('palette') };
  if (copyId !== undefined) return <Navigate to={`/workflows/${copyId}`} replace />;
  return (
    <EditingContext value={editing}>
      <PageHeading title={state.present.name} className="sr-only">
        {state.present.name}
      </PageHeading>
      <div className="flex min-h-0 flex-1 flex-col">
        <EditorBar saving={saving} onExport={() => setOver('export')} />
        <SaveFailure saving={saving} />
        <div className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)_auto]">
          <div className="min-h-0 flex-1">
            <Canvas
              onReady={(ready) => {
                flow.current = ready;
              }}
            />
          </div>
          <aside
            aria-label={node ? 'Selected step' : 'Steps'}
            className={classNames(
              'relative overflow-y-auto border-line bg-surface max-lg:h-[54%] max-lg:border-t lg:row-span-2 lg:border-l',
              state.sheet === 'steps' ? '' : 'max-lg:hidden',
            )}
          >
            {node ? <StepForm key={node.id} node={node} /> : <StepList />}
          </aside>
          <CodeDrawer
            description={workflow.description}
            className={classNames(
              'max-lg:h-[54%] max-lg:shrink-0',
              state.sheet === 'code' ? '' : 'max-lg:hidden',
            )}
          />
        </div>
        <PhoneTabs />
      </div>
      {over === 'palette' && <Palette onChoose={choose} onClose={() => setOver(undefined)} />}
      {over === 'export' && (
        <ExportDialog workflowId={workflow.id} save={saving.save} onClose={() => setOver(undefined)} />
      )}
      {saving.theirs && (
        <ConflictDialog
          mine={mine}
          theirs={saving.theirs}
          saving={saving}
          copying={copying}
          onTakeTheirs={() => saving.theirs && onTakeTheirs(saving.theirs)}
        />
      )}
      {saving.status === 'deleted' && <DeletedDialog name={state.present.name} copying={copying} />}
      <SessionOver workflowId={workflow.id} content={mine} saving={saving} />
      <LeaveGuard saving={saving} />
    </EditingContext>
  );
}

/** The same object as long as nothing of it has changed. */
function useContent({
  present,
  language,
}: {
  present: Content['draft'];
  language: Content['language'];
}): Content {
  return useMemo(() => ({ draft: present, language }), [present, language]);
}
