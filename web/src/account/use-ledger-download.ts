import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { call } from '../api/call.ts';
import { saveFile } from '../api/download.ts';
import { fetchAll } from '../api/filtered-ledger.ts';
import { type LedgerFilter, ledgerQueryOf } from '../api/ledger-filter.ts';
import { ledgerCsv } from './ledger-csv.ts';

const largestPage = '100';

/** Fetches all that the filter leaves, page by page, and saves it; leaving the page gives up. */
export function useLedgerDownload(filter: LedgerFilter) {
  const [fetched, setFetched] = useState(0);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  const download = useMutation({
    mutationFn: async () => {
      setFetched(0);
      const { signal } = leaving.current;
      const entries: LedgerEntry[] = [];
      const query = { ...ledgerQueryOf(filter), limit: largestPage };
      for await (const page of fetchAll((cursor) =>
        call('listLedger', { query: { ...query, cursor }, signal }),
      )) {
        entries.push(...page);
        setFetched(entries.length);
      }
      const name = `cue-statement-${new Date().toISOString().slice(0, 10)}.csv`;
      saveFile({ name, content: new Blob([ledgerCsv(entries)], { type: 'text/csv;charset=utf-8' }) });
    },
  });
  return { download, fetched };
}
