import { sumOf } from '../../../lib/credits/entry.ts';
import type { Known } from '../known.ts';
import type { Prices } from '../offer.ts';
import { holdBought } from './bought-credits.ts';
import { keepHolds } from './holds.ts';
import { insist, sum } from './insist.ts';
import { grantNoMoreThanPaid } from './plan-credits.ts';
import { broughtBy, type EntrySeen, type PaymentSeen, type PersonSeen, type Snapshot } from './snapshot.ts';

const deltas = (entries: EntrySeen[]) => entries.map(({ creditsDelta }) => creditsDelta);

function balanceIsItsEntries(userId: string, { entries, balance }: PersonSeen): void {
  const { available, held, version } = balance;
  const total = sum(deltas(entries));
  insist(available + held === total, `${userId} has ${available + held} credits, but entries of ${total}`);
  for (const [type, name] of Object.entries(sumOf)) {
    const ofType = sum(deltas(entries.filter((entry) => entry.type === type)));
    insist(balance[name] === ofType, `${userId} has ${name} ${balance[name]}, but entries of ${ofType}`);
  }
  insist(version === entries.length, `${userId} has ${entries.length} entries, but ${version} movements`);
}

/** A checkout grants once, a plan once for each month. A refund or dispute takes once, and gives back once. */
function oneEntryACause(userId: string, { entries }: PersonSeen): void {
  const causes = Map.groupBy(entries, ({ type, cause, causedAt }) =>
    type === 'Grant' ? `${cause} at ${causedAt}` : cause,
  );
  for (const [cause, { length }] of causes)
    insist(length === 1, `${userId} has ${length} entries for ${cause}`);
  const movements = Map.groupBy(
    entries.filter(({ type }) => type !== 'Grant'),
    ({ sourceId, creditsDelta }) => `${sourceId} ${Math.sign(creditsDelta)}`,
  );
  for (const [movement, { length }] of movements) {
    insist(length === 1, `${userId} has ${length} entries of one kind: ${movement}`);
  }
}

function entriesStay(userId: string, before: PersonSeen, { entries }: PersonSeen): void {
  const present = new Set(entries.map((entry) => JSON.stringify(entry)));
  for (const entry of before.entries) {
    insist(present.has(JSON.stringify(entry)), `An entry of ${userId} has changed or gone: ${entry.cause}`);
  }
}

function grantsWhatWasPaid(known: Known, userId: string, { entries }: PersonSeen): void {
  for (const { type, sourceId, creditsDelta } of entries) {
    if (type !== 'Purchase') continue;
    const purchase = known.purchases.find(({ sessionId }) => sessionId === sourceId);
    insist(purchase?.userId === userId, `${userId} was granted ${sourceId}, which is not their purchase`);
    insist(known.paidSessions.has(sourceId), `${sourceId} was granted unpaid`);
    insist(
      purchase?.credits === creditsDelta,
      `${sourceId} was granted with ${creditsDelta} credits, bought were ${purchase?.credits}`,
    );
  }
}

/** Of a year that was refunded in part, months that came later brought less from the beginning. */
function keptBackOf({ paymentId, creditsGranted = 0 }: PaymentSeen, entries: EntrySeen[]): number {
  if (!paymentId.startsWith('in_')) return 0;
  return creditsGranted - sum(entries.map((entry) => broughtBy(paymentId, entry)));
}

function clawsBackNoMoreThanGranted({ entries, payments }: PersonSeen): void {
  for (const { paymentId, creditsGranted = 0, creditsClawedBack = 0 } of payments) {
    insist(
      creditsClawedBack >= 0 && creditsClawedBack <= creditsGranted,
      `${paymentId} granted ${creditsGranted} credits and took back ${creditsClawedBack}`,
    );
  }
  for (const payment of payments) {
    const { paymentId, creditsClawedBack = 0, reversals } = payment;
    const taken = -sum(
      deltas(entries.filter(({ type, sourceId }) => type === 'Refund' && sourceId in reversals)),
    );
    const keptBack = keptBackOf(payment, entries);
    insist(
      taken + keptBack === creditsClawedBack,
      `Entries took ${taken + keptBack} credits back for ${paymentId}, the payment says ${creditsClawedBack}`,
    );
  }
}

/** No spend takes the balance below zero; only a claw-back may. */
function spendsWhatIsThere(userId: string, before: PersonSeen | undefined, now: PersonSeen): void {
  const earlier = new Set(before?.entries.map(({ sk }) => sk));
  // What was held was there when it was promised, whatever a claw-back has taken since.
  const made = now.entries.filter(({ sk, sourceKind }) => sourceKind === 'spend' && !earlier.has(sk));
  insist(
    made.length === 0 || now.balance.available >= 0,
    `${userId} spent more than there was, and has ${now.balance.available} now`,
  );
  const isClawedBack = now.payments.some(({ creditsClawedBack = 0 }) => creditsClawedBack > 0);
  insist(now.balance.available >= 0 || isClawedBack, `${userId} is below zero without a claw-back`);
}

/** What must hold after every write. `whose` is the person whom the run that wrote may touch. */
export function holdEveryMoment(
  { known, stripe: { prices } }: { known: Known; stripe: { prices: Prices } },
  before: Snapshot,
  now: Snapshot,
  whose: string | undefined,
): void {
  for (const [userId, person] of now) {
    const earlier = before.get(userId);
    insist(
      whose === 'everybody' || userId === whose || earlier?.rows === person.rows,
      `Rows of ${userId} have changed, whom the run is not about`,
    );
    balanceIsItsEntries(userId, person);
    oneEntryACause(userId, person);
    if (earlier) entriesStay(userId, earlier, person);
    grantsWhatWasPaid(known, userId, person);
    clawsBackNoMoreThanGranted(person);
    spendsWhatIsThere(userId, earlier, person);
    keepHolds(userId, earlier, person);
    holdBought(userId, earlier, person);
    grantNoMoreThanPaid({ known, prices }, userId, person);
  }
}
