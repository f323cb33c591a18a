import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../api/api-error.ts';
import { everything, isBackwards, isEverything, type LedgerFilter } from '../api/ledger-filter.ts';
import { filteredLedgerQuery, ledgerQuery } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';
import { EntriesTable } from './entries-table.tsx';
import { DownloadButton, LedgerControls } from './ledger-controls.tsx';
import { PagedSection } from './paged-section.tsx';
import { NoEntries } from './statement.tsx';
import { useLedgerDownload } from './use-ledger-download.ts';

const words = {
  loading: 'Loading your statement',
  failed: 'Your statement could not be loaded.',
  moreFailed: 'Older entries could not be loaded.',
};

/** Every movement of credits, by type and days if wanted, and all of that as a file. */
export function LedgerSection() {
  const [filter, setFilter] = useState(everything);
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery({
    ...filteredLedgerQuery(filter),
    enabled: !isBackwards(filter),
    // Another filter shows what there was until its own answer is there.
    placeholderData: keepPreviousData,
  });
  return (
    <PagedSection
      title="Statement"
      words={words}
      pages={pages}
      items={data?.pages.flatMap((page) => page.entries)}
      onReset={() => client.resetQueries({ queryKey: ledgerQuery.queryKey })}
      empty={isEverything(filter) ? <NoEntries /> : <NoneOfThese />}
      action={<DownloadAction filter={filter} />}
      controls={<LedgerControls filter={filter} onChange={setFilter} />}
    >
      {(entries) => <EntriesTable entries={entries} />}
    </PagedSection>
  );
}

function DownloadAction({ filter }: { filter: LedgerFilter }) {
  const toast = useToast();
  const { download, fetched } = useLedgerDownload(filter);
  const start = () => download.mutate(undefined, { onError: (error) => toast(messageOf(error), 'danger') });
  return <DownloadButton busy={download.isPending} fetched={fetched} onPress={start} />;
}

function NoneOfThese() {
  return (
    <p className="border-t border-line px-4 py-8 text-center text-muted sm:px-6">
      Nothing of this kind happened in these days.
    </p>
  );
}
