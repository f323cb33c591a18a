import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { creditsQuery, ledgerQuery, plansQuery, userQuery } from '../api/queries.ts';
import { type Terms, termsOf } from './terms.ts';
import { useDemosUsed } from './use-demos-used.ts';

/** What a generation costs whoever is here; undefined until that is known, and null where it cannot be found out. */
export function useTerms(): Terms | null | undefined {
  const plans = useQuery(plansQuery);
  const user = useQuery(userQuery);
  const signedIn = Boolean(user.data);
  const balance = useQuery({ ...creditsQuery, enabled: signedIn });
  const isShort = Boolean(balance.data && plans.data && balance.data.available < plans.data.costs.generate);
  // Without credits it matters whether there ever were any.
  const ledger = useInfiniteQuery({ ...ledgerQuery, enabled: isShort });
  const used = useDemosUsed();
  if ([plans, user, balance, ledger].some(({ isLoadingError }) => isLoadingError)) return null;
  if (plans.data === undefined || user.data === undefined) return undefined;
  if (user.data === null) return termsOf(plans.data, null, used);
  if (balance.data === undefined || (isShort && ledger.data === undefined)) return undefined;
  const hadCredits = !isShort || (ledger.data?.pages[0]?.entries.length ?? 0) > 0;
  return termsOf(plans.data, { balance: balance.data, hadCredits }, used);
}
