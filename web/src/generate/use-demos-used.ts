import { useQuery, useQueryClient } from '@tanstack/react-query';
import { userQuery } from '../api/queries.ts';
import { demosUsed, noteDemos } from './demos-used.ts';

// Kept beside the answers of the API, so that all that shows it changes when it does.
const demosKey = ['demos-used'];

export function useDemosUsed(): number {
  const who = useWho();
  return (
    useQuery({ queryKey: [...demosKey, who], queryFn: () => demosUsed(localStorage, who, new Date()) })
      .data ?? 0
  );
}

/** More than any day has. */
export const allOfThem = Number.MAX_SAFE_INTEGER;

/** Notes one more, or that all are used up. */
export function useNoteDemos(): (used: 1 | typeof allOfThem) => void {
  const client = useQueryClient();
  const who = useWho();
  return (used) => {
    try {
      const now = new Date();
      noteDemos(localStorage, who, now, used === allOfThem ? used : demosUsed(localStorage, who, now) + used);
    } catch {
      // Storage is full or forbidden: then the page says what a new day has, and the server decides all the same.
    }
    void client.invalidateQueries({ queryKey: demosKey });
  };
}

const useWho = () => useQuery(userQuery).data?.id ?? 'visitor';
