import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import { hasCode } from '../api/api-error.ts';
import { workflowsKey, workflowsQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { number } from '../format/credits.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { RequireUser } from '../shell/require-user.tsx';
import { Beginnings } from './beginnings.tsx';
import { ListLoading } from './list-loading.tsx';
import { ListTools } from './list-tools.tsx';
import { UndoNotice } from './undo-notice.tsx';
import { useDeletions } from './use-deletions.ts';
import { useSearch } from './use-search.ts';
import { WorkflowTable } from './workflow-table.tsx';

export function WorkflowsPage() {
  const waiting = (
    <div className="page-width py-8 sm:py-12">
      <PageHeading>Workflows</PageHeading>
      <ListLoading />
    </div>
  );
  return (
    <RequireUser heading="Workflows" waiting={waiting}>
      {() => <Workflows />}
    </RequireUser>
  );
}

function Workflows() {
  const client = useQueryClient();
  const search = useSearch();
  const { data, ...pages } = useInfiniteQuery(workflowsQuery(search.asked));
  const deletions = useDeletions();
  const all = data?.pages.flatMap((page) => page.workflows);
  const hidden = new Set(deletions.pending.map(({ id }) => id));
  const shown = all?.filter(({ id }) => !hidden.has(id));
  const isEmpty = shown?.length === 0 && !pages.hasNextPage && search.asked.q === '';
  // A cursor that no longer opens (the service's secret was changed) is no use a second time.
  const retry = () =>
    hasCode(pages.error, 'invalid_cursor')
      ? client.resetQueries({ queryKey: workflowsKey })
      : all === undefined
        ? pages.refetch()
        : pages.fetchNextPage();
  return (
    <div className="page-width py-8 sm:py-12">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-5">
        <div>
          <PageHeading>Workflows</PageHeading>
          <p className="min-h-5 text-muted tabular-nums">
            {isEmpty && 'None yet. Say what the first one is to do, or start from a template.'}
            {data && !isEmpty && countWords(data.pages[0]?.total ?? 0, hidden.size, search.asked.q)}
          </p>
        </div>
        {!isEmpty && (
          <Button asChild look="primary" size="lg">
            <Link to="/workflows/new">
              <Plus className="size-4" aria-hidden="true" /> New workflow
            </Link>
          </Button>
        )}
      </div>
      {isEmpty ? (
        <Beginnings />
      ) : (
        <>
          <ListTools
            typed={search.typed}
            onType={search.setTyped}
            sort={search.asked.sort}
            onSort={search.sortBy}
          />
          {shown === undefined && !pages.isError && <ListLoading />}
          {shown && shown.length > 0 && (
            <div
              aria-busy={pages.isPlaceholderData}
              className="mt-4 overflow-clip rounded-card border border-line bg-surface"
            >
              <WorkflowTable workflows={shown} sort={search.asked.sort} onDelete={deletions.remove} />
              {pages.hasNextPage && !pages.isError && (
                <div className="border-t border-line p-2">
                  <Button
                    look="quiet"
                    className="w-full"
                    busy={pages.isFetchingNextPage}
                    onClick={() => pages.fetchNextPage()}
                  >
                    Show more
                  </Button>
                </div>
              )}
            </div>
          )}
          {shown?.length === 0 && search.asked.q !== '' && !pages.hasNextPage && (
            <NothingFound onClear={() => search.setTyped('')} />
          )}
        </>
      )}
      {pages.isError && (
        <Failure
          what={all ? 'More workflows could not be loaded.' : 'Your workflows could not be loaded.'}
          error={pages.error}
          onRetry={retry}
          busy={pages.isFetching}
          className="mt-4 rounded-card border border-line bg-surface p-5"
        />
      )}
      {deletions.pending.map((workflow) => (
        <UndoNotice
          key={workflow.id}
          name={workflow.name}
          onUndo={() => deletions.undo(workflow)}
          onClose={() => deletions.finish(workflow)}
        />
      ))}
    </div>
  );
}

function countWords(total: number, hidden: number, q: string): string {
  const count = Math.max(total - hidden, 0);
  if (q !== '') return `${number(count)} found`;
  return count === 1 ? '1 workflow' : `${number(count)} workflows`;
}

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <div role="status" className="mt-4 rounded-card border border-line bg-surface px-4 py-10 text-center">
      <p className="font-semibold">No workflow has this in its name or description</p>
      <Button className="mt-3" onClick={onClear}>
        Show all workflows
      </Button>
    </div>
  );
}
