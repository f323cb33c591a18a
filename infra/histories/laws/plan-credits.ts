import type { Known } from '../known.ts';
import { type Prices, trialCredits } from '../offer.ts';
import { insist, sum } from './insist.ts';
import { type PaidMonth, paidMonths, subscriptionIdOf } from './plan-months.ts';
import type { EntrySeen, PersonSeen } from './snapshot.ts';

interface Paid {
  known: Known;
  prices: Prices;
}

const isTrial = ({ cause }: EntrySeen) => cause.startsWith('trial:');

/** Which month of which subscription a grant is for. */
function monthNamed({ invoices }: Known, { cause, causedAt, sourceId }: EntrySeen): string {
  const [kind, id = '', ...time] = cause.split(':');
  if (kind === 'month') return `${id} ${causedAt}`;
  const invoice = invoices.get(sourceId);
  return `${invoice ? subscriptionIdOf(invoice) : '?'} ${time.join(':')}`;
}

/** The highest level that is paid for, by month. */
export const levelsOf = (months: PaidMonth[]): Map<string, PaidMonth[]> =>
  Map.groupBy(months, ({ subscriptionId, startsAt }) => `${subscriptionId} ${startsAt}`);

export const grantsByMonth = (known: Known, { entries }: PersonSeen): Map<string, EntrySeen[]> =>
  Map.groupBy(
    entries.filter((one) => one.type === 'Grant' && !isTrial(one)),
    (one) => monthNamed(known, one),
  );

/** A month never brings more than the highest plan that was paid for in it; unpaid, nothing. */
function monthsWithinPaid({ known, prices }: Paid, userId: string, person: PersonSeen): void {
  const grants = grantsByMonth(known, person);
  if (grants.size === 0) return;
  const levels = levelsOf(paidMonths(known, prices));
  for (const [month, entries] of grants) {
    const level = Math.max(0, ...(levels.get(month) ?? []).map(({ credits }) => credits));
    const granted = sum(entries.map(({ creditsDelta }) => creditsDelta));
    insist(granted <= level, `${userId} got ${granted} credits for the month ${month}, paid were ${level}`);
  }
}

/** A trial's credits come once a person, whatever they subscribe to. */
function oneTrial(userId: string, { entries, plans }: PersonSeen): void {
  const [first, second] = entries.filter(isTrial);
  insist(!second, `${userId} got the credits of two trials: ${first?.cause}, ${second?.cause}`);
  if (!first) return;
  const row = plans.find(({ subscriptionId }) => first.cause === `trial:${subscriptionId}`);
  const most = Math.max(...Object.values(trialCredits));
  insist(first.creditsDelta <= most, `${userId} got ${first.creditsDelta} credits of a trial`);
  insist(!row || row.trialStart !== null, `${userId} got the credits of a trial for ${row?.subscriptionId}`);
}

/** At every moment. */
export function grantNoMoreThanPaid(paid: Paid, userId: string, person: PersonSeen): void {
  monthsWithinPaid(paid, userId, person);
  oneTrial(userId, person);
}
