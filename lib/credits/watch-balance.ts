import { dueMailAction } from '../emails/due-mail.ts';
import type { TransactionAction } from '../platform/table.ts';
import type { Balance } from './balance.ts';
import type { Entry } from './entry.ts';

/** What is watched for: a balance that falls below so many credits; 0 watches for nothing. */
export interface Watching {
  threshold: number;
  /** As it was looked at last; undefined while it is taken to be far above. */
  seen: Balance | undefined;
}

/** What must be so of the balance as it is changed, and what is written along with the change. */
interface Watch {
  conditions: string[];
  values: Record<string, number>;
  along: TransactionAction[];
}

const nothing: Watch = { conditions: [], values: {}, along: [] };

/** Which side of the threshold the balance is on before and after; `held` as it was seen makes `available` tell. */
function watchSeen({ threshold, seen }: { threshold: number; seen: Balance }, entry: Entry): Watch {
  const lowest = threshold - seen.held;
  const values = { ':seenHeld': seen.held };
  const isHeld = 'held = :seenHeld';
  if (seen.balance < threshold)
    return {
      conditions: [isHeld, 'available < :lowest'],
      values: { ...values, ':lowest': lowest },
      along: [],
    };
  const enough = lowest - entry.creditsDelta;
  const above = { ...values, ':enough': enough };
  if (seen.available >= enough)
    return { conditions: [isHeld, 'available >= :enough'], values: above, along: [] };
  const { userId, cause, causedAt } = entry;
  return {
    conditions: [isHeld, 'available >= :lowest', 'available < :enough'],
    values: { ...above, ':lowest': lowest },
    along: [dueMailAction({ userId, template: 'low-balance', cause, dueAt: causedAt })],
  };
}

/**
 * Sees to it that an entry which takes a balance (what is held included) from the threshold or above to below it leaves
 * a mail that is due, in the same transaction. At first, without a look, on condition that it stays above; when that is
 * refused, by the balance as it was read. A refusal with enough credits means: look again. `availableDelta` is what the
 * entry's transaction does to `available`.
 */
export function watchBalance(
  { threshold, seen }: Watching,
  entry: Entry,
  availableDelta = entry.creditsDelta,
): Watch {
  if (threshold === 0 || entry.creditsDelta === 0) return nothing;
  if (seen) return watchSeen({ threshold, seen }, entry);
  return {
    conditions: ['available >= :enough'],
    values: { ':enough': threshold - availableDelta },
    along: [],
  };
}

/** How often a change looks again: each time it loses to another that crossed the threshold, or held or released. */
export const mostLooks = 12;
