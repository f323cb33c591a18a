import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { hasCode } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { loginPath } from '../sign-in/return-to.ts';
import { contentOf } from './content.ts';
import { Editor } from './editor.tsx';
import { EditorWaiting } from './editor-waiting.tsx';
import { forgetDraft, readDraft } from './kept-draft.ts';
import { ReadOnlyWorkflow } from './read-only-workflow.tsx';
import { readableWorkflow } from './readable-workflow.ts';
import { workflowQuery } from './workflow-query.ts';

/** `/workflows/:id`. */
export function EditorPage() {
  const { id = '' } = useParams();
  return (
    <RequireUser heading="Workflow" waiting={<EditorWaiting />} outlivesSession>
      {() => <OneWorkflow key={id} id={id} />}
    </RequireUser>
  );
}

function OneWorkflow({ id }: { id: string }) {
  const workflow = useQuery(workflowQuery(id));
  if (workflow.data) return <Opened workflow={workflow.data} />;
  if (!workflow.isError) return <EditorWaiting />;
  if (hasCode(workflow.error, 'not_found')) return <NotFound />;
  if (hasCode(workflow.error, 'not_authenticated'))
    return <Navigate to={loginPath(`/workflows/${id}`)} replace />;
  return (
    <div className="page-width py-10">
      <PageHeading>Workflow</PageHeading>
      <Failure
        what="The workflow could not be loaded."
        error={workflow.error}
        onRetry={() => workflow.refetch()}
        busy={workflow.isFetching}
        className="mt-6 rounded-card border border-line bg-surface p-5"
      />
    </div>
  );
}

function Opened({ workflow }: { workflow: Workflow }) {
  const client = useQueryClient();
  const [unsaved, setUnsaved] = useState(() => readDraft(sessionStorage, workflow.id));
  useEffect(() => forgetDraft(sessionStorage, workflow.id), [workflow.id]);
  const read = readableWorkflow(workflow);
  const content = contentOf(workflow);
  if (read.outcome === 'foreign' || !content) {
    return <ReadOnlyWorkflow workflow={workflow} reason={read.outcome === 'foreign' ? read.reason : ''} />;
  }
  const takeTheirs = (theirs: Workflow) => {
    setUnsaved(undefined);
    client.setQueryData(workflowQuery(workflow.id).queryKey, theirs);
  };
  return (
    <Editor
      key={workflow.version}
      workflow={workflow}
      content={content}
      unsaved={unsaved}
      onTakeTheirs={takeTheirs}
    />
  );
}

function NotFound() {
  return (
    <div className="page-width py-16">
      <PageHeading>This workflow is not there.</PageHeading>
      <p className="pt-3 pb-6 text-muted">It was deleted, or it belongs to somebody else.</p>
      <Button asChild look="primary">
        <Link to="/dashboard">All workflows</Link>
      </Button>
    </div>
  );
}
