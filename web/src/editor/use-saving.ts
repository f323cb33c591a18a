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
  status: 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict' | 'deleted';
  /** The one that what is here was changed from. */
  version: number;
  /** Why the last save failed. */
  error: Error | null;
  /** What somebody else saved meanwhile. */
  theirs: Workflow | undefined;
  /** Answers whether what is here now is saved. */
  save: () => Promise<boolean>;
  /** Saves over what is `theirs`. */
  keepMine: () => void;
}

interface Kept {
  content: Content;
  version: number;
}

/** Keeps a workflow saved: after a pause, one save at a time, and never over a version that was not seen. */
export function useSaving(workflow: Workflow, begun: Kept, content: Content): Saving {
  const client = useQueryClient();
  const [kept, setKept] = useState(begun);
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
    mutationFn: ({ content: mine, version }: Kept) =>
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
  const start = (mine: Content, version: number): Promise<boolean> => {
    running.current = attempt(mine, version).finally(() => {
      running.current = undefined;
    });
    return running.current;
  };
  const save = async (): Promise<boolean> => {
    // Several may have waited for the same one: the first of them goes on, the others wait for that.
    while (running.current) await running.current;
    const { content: mine, kept: last } = latest.current;
    return isSame(mine, last.content) || start(mine, last.version);
  };

  const isDirty = !isSame(content, kept.content);
  const hasFailed = write.isError && isSame(write.variables.content, content);
  const isDeleted = write.isError && hasCode(write.error, 'not_found');
  const isWaiting = isDirty && !write.isPending && !hasFailed && !isDeleted && !theirs;
  const autosave = useEffectEvent(() => void save());
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change starts the pause anew
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(autosave, pauseMs);
    return () => clearTimeout(timer);
  }, [isWaiting, content.draft, content.language]);

  // Back on the net, or signed in again in another window.
  useEffect(() => {
    if (!hasFailed || isDeleted) return;
    const occasions = ['online', 'focus'];
    for (const occasion of occasions) window.addEventListener(occasion, autosave);
    return () => {
      for (const occasion of occasions) window.removeEventListener(occasion, autosave);
    };
  }, [hasFailed, isDeleted]);

  return {
    status: theirs ? 'conflict' : statusOf({ isDirty, isDeleted, hasFailed, isPending: write.isPending }),
    version: kept.version,
    error: hasFailed ? write.error : null,
    theirs,
    save,
    keepMine: () => theirs && !running.current && void start(latest.current.content, theirs.version),
  };
}

type Signs = Record<'isDirty' | 'isDeleted' | 'hasFailed' | 'isPending', boolean>;

function statusOf(of: Signs): Saving['status'] {
  if (of.isPending) return 'saving';
  if (of.isDeleted) return 'deleted';
  if (!of.isDirty) return 'saved';
  return of.hasFailed ? 'failed' : 'unsaved';
}
