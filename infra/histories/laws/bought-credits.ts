import { insist, sum } from './insist.ts';
import type { EntrySeen, PersonSeen } from './snapshot.ts';

const isBought = ({ type }: EntrySeen) => type === 'Purchase';

/** What was bought in one go, less what went back for these very purchases. */
function boughtCredits({ entries, payments }: PersonSeen): number {
  const reversals = new Set(
    payments
      .filter(({ paymentId }) => !paymentId.startsWith('in_'))
      .flatMap((one) => Object.keys(one.reversals)),
  );
  const own = entries.filter(
    (one) => isBought(one) || (one.type === 'Refund' && reversals.has(one.sourceId)),
  );
  return sum(own.map(({ creditsDelta }) => creditsDelta));
}

/** Only people lower a balance by spending, and payments by going back: each no more than it had brought. */
function lowersNothingElse(userId: string, { type, creditsDelta, cause }: EntrySeen): void {
  if (type === 'Refund') return;
  const isRight = type === 'Spend' ? creditsDelta <= 0 : creditsDelta > 0;
  insist(isRight, `${userId} has ${creditsDelta} credits by ${type} ${cause}`);
}

/**
 * Bought credits never vanish. An entry that lowers a balance is a spend, or belongs to a refund or dispute of one
 * payment, which takes no more than that payment brought; so nothing that happens to a plan reaches what was bought.
 */
export function holdBought(userId: string, before: PersonSeen | undefined, now: PersonSeen): void {
  const known = new Set(now.payments.flatMap(({ reversals }) => Object.keys(reversals)));
  for (const entry of now.entries) {
    lowersNothingElse(userId, entry);
    const isKnown = entry.type !== 'Refund' || known.has(entry.sourceId);
    insist(isKnown, `${userId} lost ${-entry.creditsDelta} credits by ${entry.cause}, of no payment`);
  }
  if (!before) return;
  const [was, is] = [boughtCredits(before), boughtCredits(now)];
  const ids = new Set(before.entries.map(({ sk }) => sk));
  const made = now.entries.filter(({ sk, type }) => !ids.has(sk) && type !== 'Grant' && type !== 'Spend');
  insist(
    is >= was || made.length > 0,
    `${userId} had ${was} bought credits, and has ${is} without a refund of these`,
  );
}
