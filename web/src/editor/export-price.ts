import type { Credits } from '../../../lib/contract/billing-routes.ts';
import { credits, number } from '../format/credits.ts';

type Price =
  | { outcome: 'payable'; sentence: string }
  | { outcome: 'short'; sentence: string; missing: number };

/** What an export will cost, said before it does. */
export function exportPrice(cost: number, { available, unlimited }: Credits): Price {
  if (unlimited) return { outcome: 'payable', sentence: 'No credits will be used: your plan is unlimited.' };
  const left = number(available);
  if (available >= cost) {
    return { outcome: 'payable', sentence: `${credits(cost)} will be used. You have ${left}.` };
  }
  return {
    outcome: 'short',
    sentence: `An export takes ${credits(cost)}. You have ${left}.`,
    missing: cost - available,
  };
}
