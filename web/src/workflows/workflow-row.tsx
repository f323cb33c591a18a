import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import { Tag, type Tone } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { number } from '../format/credits.ts';
import { languageNames } from '../graph-view/language-names.ts';
import { NameField } from './name-field.tsx';
import { RowMenu } from './row-menu.tsx';

// A table row from the `sm` width on; below it a grid: name and menu, then steps and time.
const row =
  'relative grid grid-cols-[minmax(0,1fr)_auto_2.5rem] items-center gap-x-3 border-t border-line py-2 pr-2 pl-4 transition-colors duration-150 hover:bg-sunken/60 sm:table-row sm:p-0';

interface Props {
  workflow: WorkflowSummary;
  onDelete: () => void;
}

export function WorkflowRow({ workflow, onDelete }: Props) {
  const [naming, setNaming] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  const stopNaming = () => {
    setNaming(false);
    menu.current?.focus();
  };
  return (
    <tr className={row}>
      <td className="col-span-2 min-w-0 sm:py-2.5 sm:pr-6 sm:pl-6">
        {naming ? <NameField workflow={workflow} onDone={stopNaming} /> : <Name workflow={workflow} />}
      </td>
      <td className="row-start-2 text-xs text-muted tabular-nums sm:pr-4 sm:text-sm sm:text-ink">
        {number(workflow.nodeCount)}
        <span className="sm:hidden">
          {workflow.nodeCount === 1 ? ' step' : ' steps'}
          {workflow.language && ` in ${languageNames[workflow.language]}`}
        </span>
      </td>
      <td className="hidden pr-4 text-muted md:table-cell">
        {workflow.language ? languageNames[workflow.language] : <span title="Its own code">Own</span>}
      </td>
      <td className="row-start-2 text-right text-xs text-muted sm:pr-4 sm:text-left sm:text-sm sm:whitespace-nowrap">
        <Timestamp iso={workflow.updatedAt} />
      </td>
      <td className="col-start-3 row-span-2 row-start-1 sm:pr-3">
        <RowMenu ref={menu} workflow={workflow} onRename={() => setNaming(true)} onDelete={onDelete} />
      </td>
    </tr>
  );
}

const states: Readonly<Record<WorkflowSummary['status'], readonly [Tone, string] | null>> = {
  // As all are at first: nothing to say.
  draft: null,
  active: ['good', 'Active'],
  archived: ['neutral', 'Archived'],
};

function Name({ workflow: { id, name, description, status } }: { workflow: WorkflowSummary }) {
  const state = states[status];
  return (
    <>
      <span className="flex items-center gap-2">
        <Link
          to={`/workflows/${id}`}
          // The whole row opens it; the menu lies above.
          className="truncate py-1 font-semibold after:absolute after:inset-0 hover:underline"
        >
          {name}
        </Link>
        {state && <Tag tone={state[0]}>{state[1]}</Tag>}
      </span>
      {description !== '' && description !== name && (
        <span className="block truncate text-muted">{description}</span>
      )}
    </>
  );
}
