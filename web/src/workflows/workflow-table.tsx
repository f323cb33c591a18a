import type { WorkflowSummary } from '../../../lib/contract/workflow-routes.ts';
import type { WorkflowSearch } from '../api/queries.ts';
import { WorkflowRow } from './workflow-row.tsx';

interface Props {
  workflows: WorkflowSummary[];
  sort: WorkflowSearch['sort'];
  onDelete: (workflow: WorkflowSummary) => void;
}

const heading = 'h-10 pr-4 text-left font-normal';

export function WorkflowTable({ workflows, sort, onDelete }: Props) {
  return (
    <table className="block w-full border-collapse sm:table sm:table-fixed">
      <caption className="sr-only">Your workflows</caption>
      {/* On a phone each row says by its place what the headings say here. */}
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-xs text-muted">
          <th scope="col" className={`${heading} pl-6`} aria-sort={sort === 'name' ? 'ascending' : undefined}>
            Name
          </th>
          <th scope="col" className={`${heading} w-24`}>
            Steps
          </th>
          <th scope="col" className={`${heading} hidden w-28 md:table-cell`}>
            Code
          </th>
          <th
            scope="col"
            className={`${heading} w-44`}
            aria-sort={sort === 'updated_at' ? 'descending' : undefined}
          >
            Changed
          </th>
          <th scope="col" className="w-14">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {workflows.map((workflow) => (
          <WorkflowRow key={workflow.id} workflow={workflow} onDelete={() => onDelete(workflow)} />
        ))}
      </tbody>
    </table>
  );
}
