import { Search } from 'lucide-react';
import type { WorkflowSearch } from '../api/queries.ts';

interface Props {
  typed: string;
  onType: (typed: string) => void;
  sort: WorkflowSearch['sort'];
  onSort: (sort: WorkflowSearch['sort']) => void;
}

const control = 'h-9 rounded-input border border-control bg-surface text-base pointer-coarse:h-10 sm:text-sm';

export function ListTools({ typed, onType, sort, onSort }: Props) {
  return (
    <search className="flex flex-wrap gap-2">
      <label className="relative min-w-0 flex-1 basis-56 sm:max-w-sm">
        <span className="sr-only">Search workflows</span>
        <Search className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" aria-hidden="true" />
        <input
          type="search"
          value={typed}
          onChange={(event) => onType(event.target.value)}
          maxLength={200}
          placeholder="Search names and descriptions"
          className={`${control} w-full pr-3 pl-9 placeholder:text-muted`}
        />
      </label>
      <label>
        <span className="sr-only">Sort by</span>
        <select
          value={sort}
          onChange={(event) => onSort(event.target.value === 'name' ? 'name' : 'updated_at')}
          className={`${control} px-2.5`}
        >
          <option value="updated_at">Last changed first</option>
          <option value="name">By name</option>
        </select>
      </label>
    </search>
  );
}
