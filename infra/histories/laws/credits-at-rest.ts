import type { Known, Spend } from '../known.ts';
import { insist, sum } from './insist.ts';
import { movedByPlans } from './plan-credits-at-rest.ts';
import type { PersonSeen, Snapshot } from './snapshot.ts';
import type { Due } from './stripes-view.ts';

function holdPurchase(due: Due, { entries, payments }: PersonSeen): void {
  const { sessionId, status, granted, clawedBack } = due;
  const payment = payments.find(({ checkoutSessionId }) => checkoutSessionId === sessionId);
  insist(payment !== undefined, `${sessionId} has no payment`);
  insist(payment.status === status, `${sessionId} is ${payment.status}, and should be ${status}`);
  const given = sum(entries.filter(({ sourceId }) => sourceId === sessionId).map((one) => one.creditsDelta));
  insist(given === granted, `${sessionId} brought ${given} credits, and should have brought ${granted}`);
  const taken = payment.creditsClawedBack ?? 0;
  insist(taken === clawedBack, `${sessionId} lost ${taken} credits, and should have lost ${clawedBack}`);
}

/** What was answered is what is in the ledger; only a request without an answer may have gone either way. */
function holdSpend(spend: Spend, { entries, plans }: PersonSeen): void {
  // Somebody may have had the unlimited plan for a while.
  const mayBeFree = plans.length > 0;
  const { reason, credits, hasKey, spent, unknown } = spend;
  const made = entries.filter(({ notes }) => notes === reason);
  for (const { creditsDelta } of made) {
    const isFree = creditsDelta === 0 && mayBeFree;
    insist(isFree || creditsDelta === -credits, `${reason} took ${-creditsDelta} credits`);
  }
  const causes = new Set(made.map(({ cause }) => cause));
  for (const cause of spent) insist(causes.has(cause), `${reason} was confirmed, and is not in the ledger`);
  const confirmed = new Set(spent).size;
  insist(hasKey || confirmed === spent.length, `${reason}: one entry confirms two requests`);
  const most = hasKey ? Math.min(1, confirmed + unknown) : confirmed + unknown;
  insist(made.length <= most, `${reason} was spent ${made.length} times, and should have been ${most} times`);
}

/** Balances, payments and spends are what Stripe's own objects and the answers that people had make of them. */
export function holdCredits(known: Known, dues: Due[], now: Snapshot): void {
  for (const { userId } of known.people) {
    const person = now.get(userId);
    insist(person !== undefined, `${userId} has no rows at all`);
    const theirs = dues.filter((due) => due.userId === userId);
    const seen = new Set(known.purchases.map(({ sessionId }) => sessionId));
    for (const due of theirs) if (seen.has(due.sessionId)) holdPurchase(due, person);
    for (const spend of known.spends) if (spend.userId === userId) holdSpend(spend, person);
    const spent = -sum(person.entries.filter(({ type }) => type === 'Spend').map((one) => one.creditsDelta));
    const bought = sum(theirs.map(({ granted, clawedBack }) => granted - clawedBack));
    const expected = bought + movedByPlans(person) - spent;
    const { available } = person.balance;
    insist(available === expected, `${userId} has ${available} credits at rest, and should have ${expected}`);
  }
}
