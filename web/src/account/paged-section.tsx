import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { hasCode } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';

interface Props<Item> {
  title: string;
  /** What is said while it loads, when it could not be loaded, and when only more of it could not. */
  words: { loading: string; failed: string; moreFailed: string };
  pages: Omit<UseInfiniteQueryResult, 'data'>;
  /** Undefined until the first page is there. */
  items: Item[] | undefined;
  /** Forgets all pages and starts over. */
  onReset: () => void;
  empty: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  /** Below it: what of the list is looked at. */
  controls?: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** A list of the account page that grows by "Show more", in each of its states. */
export function PagedSection<Item>(props: Props<Item>) {
  const { title, words, pages, items, onReset, empty, action, controls, children } = props;
  const id = useId();
  const retry = () => {
    // A cursor that no longer opens (the service's secret was changed) is no use a second time.
    if (hasCode(pages.error, 'invalid_cursor')) onReset();
    else if (items === undefined) pages.refetch();
    else pages.fetchNextPage();
  };
  return (
    <section aria-labelledby={id} className="overflow-clip rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-6 px-4 pt-4 pb-3 sm:px-6">
        <h2 id={id} className="text-base leading-6">
          {title}
        </h2>
        {action}
      </div>
      {controls}
      {items === undefined && !pages.isError && <Loading words={words.loading} />}
      {items?.length === 0 && !pages.hasNextPage && empty}
      {items !== undefined && items.length > 0 && children(items)}
      {pages.isError && (
        <Failure
          what={items ? words.moreFailed : words.failed}
          error={pages.error}
          onRetry={retry}
          busy={pages.isFetching}
          className="border-t border-line px-4 py-4 sm:px-6"
        />
      )}
      {pages.hasNextPage && !pages.isError && (
        <ShowMore busy={pages.isFetchingNextPage} onPress={() => pages.fetchNextPage()} />
      )}
    </section>
  );
}

function ShowMore({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  return (
    <div className="border-t border-line p-2">
      <Button look="quiet" className="w-full" busy={busy} onClick={onPress}>
        Show more
      </Button>
    </div>
  );
}

function Loading({ words }: { words: string }) {
  return (
    <div role="status" className="divide-y divide-line border-t border-line">
      <span className="sr-only">{words}</span>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-4 sm:px-6">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
