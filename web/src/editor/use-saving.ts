import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { hasCode } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { type Content, contentOf, fieldsOf, isSame } from './content.ts';
import { differences } from './differences.ts';

/** From the last change to the save that follows it by itself. */
const pauseMs = 1_500;

export interface Saving {
  status: 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';
  /** Why the last save failed. */
  error: Error | null;
  /** What somebody else saved meanwhile. */
  theirs: Workflow | undefined;
  /** Answers whether what is here now is saved. */
  save: () => Promise<boolean>;
  /** Saves over what is `theirs`. */
  keepMine: () => void;
}

/** Keeps a workflow saved: after a pause, one save at a time, and never over a version that was not seen. */
export function useSaving(workflow: Workflow, content: Content): Saving {
  const client = useQueryClient();
  const [kept, setKept] = useState({ content, version: workflow.version });
  const [theirs, setTheirs] = useState<Workflow>();
  const running = useRef<Promise<boolean>>(undefined);
  const latest = useRef({ content, kept });
  useEffect(() => {
    latest.current.content = content;
  });

  const keep = (saved: Content, version: number) => {
    latest.current.kept = { content: saved, version };
    setKept(latest.current.kept);
  };
  const write = useMutation({
    mutationFn: ({ content: mine, version }: { content: Content; version: number }) =>
      call('updateWorkflow', {
        params: { id: workflow.id },
        body: fieldsOf(mine, workflow),
        ifMatch: version,
      }),
    onSuccess: (saved, { content: mine }) => {
      keep(mine, saved.version);
      setTheirs(undefined);
      return client.invalidateQueries({ queryKey: workflowsKey, refetchType: 'none' });
    },
  });

  /** A save whose answer was lost looks like somebody else's: what is the same as mine is mine. */
  const look = async (mine: Content) => {
    const found = await call('getWorkflow', { params: { id: workflow.id } });
    const other = contentOf(found);
    if (other && differences(mine, other).length === 0) {
      keep(mine, found.version);
      write.reset();
    } else setTheirs(found);
  };
  const attempt = async (mine: Content, version: number): Promise<boolean> => {
    try {
      await write.mutateAsync({ content: mine, version });
    } catch (error) {
      // The mutation itself tells the page about any other failure.
      if (hasCode(error, 'version_conflict')) await look(mine).catch(() => undefined);
    }
    return isSame(latest.current.kept.content, mine);
  };
  const save = async (): Promise<boolean> => {
    await running.current;
    const { content: mine, kept: last } = latest.current;
    if (isSame(mine, last.content)) return true;
    running.current = attempt(mine, last.version);
    return running.current;
  };

  const isDirty = !isSame(content, kept.content);
  const hasFailed = write.isError && isSame(write.variables.content, content);
  const isWaiting = isDirty && !write.isPending && !hasFailed && !theirs;
  const autosave = useEffectEvent(() => void save());
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change starts the pause anew
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(autosave, pauseMs);
    return () => clearTimeout(timer);
  }, [isWaiting, content.draft, content.language]);

  return {
    status: theirs ? 'conflict' : statusOf({ isDirty, hasFailed, isPending: write.isPending }),
    error: hasFailed ? write.error : null,
    theirs,
    save,
    keepMine: () => theirs && void attempt(latest.current.content, theirs.version),
  };
}

function statusOf(of: { isDirty: boolean; hasFailed: boolean; isPending: boolean }): Saving['status'] {
  if (of.isPending) return 'saving';
  if (!of.isDirty) return 'saved';
  return of.hasFailed ? 'failed' : 'unsaved';
}
