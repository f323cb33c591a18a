import { loadCatalog } from '../../../lib/plans/catalog.ts';
import { standingOf } from '../../../lib/subscriptions/standing.ts';
import { parseSubscription } from '../../../lib/subscriptions/subscription-item.ts';
import { graceDays } from '../offer.ts';
import { insist } from './insist.ts';
import type { PersonSeen, Snapshot } from './snapshot.ts';

interface Told {
  status: string;
  tier: string;
  /** Unix seconds. */
  overdueSince: number | undefined;
}

const daySeconds = 86_400;
const catalog = loadCatalog(undefined);

/** The plan while it is paid or tried, for some days of grace while a payment is overdue, and otherwise nothing. */
function tierAt({ status, tier, overdueSince }: Told, at: number): string {
  if (status === 'active' || status === 'trialing') return tier;
  if (status !== 'past_due') return 'FREE';
  return overdueSince === undefined || at < overdueSince + graceDays * daySeconds ? tier : 'FREE';
}

/** What the copy at the person gives, from the first day on, and a day before and after the days of grace are over. */
export function holdStanding(userId: string, copy: NonNullable<PersonSeen['plan']>, told: Told): void {
  for (const days of [0, 1, graceDays - 1, graceDays + 1]) {
    const at = (told.overdueSince ?? 0) + days * daySeconds;
    const standing = standingOf(catalog, parseSubscription(copy), new Date(at * 1_000)).plan.tier;
    const due = tierAt(told, at);
    insist(
      standing === due,
      `${userId} has ${standing} ${days} days after what is due, and should have ${due}`,
    );
  }
}

/** At every moment, by what the copy itself says; whether that is so at Stripe is another law. */
export function holdStandings(before: Snapshot, now: Snapshot): void {
  for (const [userId, { plan }] of now) {
    if (!plan || JSON.stringify(plan) === JSON.stringify(before.get(userId)?.plan)) continue;
    const overdueSince = plan.overdueSince ? Date.parse(String(plan.overdueSince)) / 1_000 : undefined;
    holdStanding(userId, plan, { status: String(plan.status), tier: String(plan.tier), overdueSince });
  }
}
