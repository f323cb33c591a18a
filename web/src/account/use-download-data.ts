import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HeldItem } from '../../../lib/contract/account-data-routes.ts';
import { call } from '../api/call.ts';
import { saveFile } from '../api/download.ts';

/** What has come so far; a page that failed is asked for again where the last one ended. */
interface Gathered {
  items: HeldItem[];
  cursor: string | undefined;
}

const nothing: Gathered = { items: [], cursor: undefined };

function fileOf(items: HeldItem[], now: Date) {
  const made = now.toISOString();
  const content = new Blob([JSON.stringify({ exportedAt: made, items }, null, 2)], {
    type: 'application/json',
  });
  return { name: `cue-data-${made.slice(0, 10)}.json`, content };
}

/** Gathers everything that is held, page by page, into one file. */
export function useDownloadData() {
  const gathered = useRef(nothing);
  const [count, setCount] = useState(0);
  const download = useMutation({
    mutationFn: async () => {
      for (;;) {
        const { items, cursor } = gathered.current;
        const page = await call('exportAccount', { query: { cursor } });
        gathered.current = { items: [...items, ...page.items], cursor: page.nextCursor ?? undefined };
        setCount(gathered.current.items.length);
        if (page.nextCursor === null) return gathered.current.items;
      }
    },
    onSuccess: (items) => {
      saveFile(fileOf(items, new Date()));
      gathered.current = nothing;
    },
  });
  return { download, count };
}
