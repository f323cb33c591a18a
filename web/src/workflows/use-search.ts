import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { WorkflowSearch } from '../api/queries.ts';

/** As long as somebody types, nothing is asked. */
const restMs = 250;

/** What is searched for and how it is sorted, in the address, so that a reload and Back keep it. */
export function useSearch() {
  const [parameters, setParameters] = useSearchParams();
  const asked: WorkflowSearch = {
    q: (parameters.get('q') ?? '').slice(0, 200),
    sort: parameters.get('sort') === 'name' ? 'name' : 'updated_at',
  };
  const [typed, setTyped] = useState(asked.q);
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  useEffect(() => {
    if (typed.trim() === asked.q) return;
    const timer = setTimeout(() => set('q', typed.trim()), restMs);
    return () => clearTimeout(timer);
  });
  return {
    asked,
    typed,
    setTyped,
    sortBy: (sort: WorkflowSearch['sort']) => set('sort', sort === 'updated_at' ? '' : sort),
  };
}
