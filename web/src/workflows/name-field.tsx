import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { workflowsKey } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';

interface Props {
  workflow: WorkflowSummary;
  onDone: () => void;
}

/** Renames in place: Enter or leaving the field keeps the new name, Escape the old one. */
export function NameField({ workflow, onDone }: Props) {
  const [name, setName] = useState(workflow.name);
  const rename = useRename(workflow, onDone);
  const isOver = useRef(false);
  const finish = () => {
    if (isOver.current) return;
    isOver.current = true;
    const wanted = name.trim();
    if (wanted === '' || wanted === workflow.name) onDone();
    else rename.mutate(wanted);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <input
        aria-label={`New name of ${workflow.name}`}
        // Opened by somebody who wants to type.
        // biome-ignore lint/a11y/noAutofocus: see above
        autoFocus
        value={name}
        maxLength={120}
        readOnly={rename.isPending}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          isOver.current = true;
          onDone();
        }}
        className="relative z-10 h-9 w-full rounded-input border border-control bg-surface px-2 text-base font-semibold pointer-coarse:h-10 sm:-ml-2 sm:text-sm"
      />
    </form>
  );
}

function useRename({ id, name: before }: WorkflowSummary, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (name: string) => call('updateWorkflow', { params: { id }, body: { name } }),
    onError: (error) => toast(`${before} keeps its name. ${messageOf(error)}`, 'danger'),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: workflowsKey });
      onDone();
    },
  });
}
