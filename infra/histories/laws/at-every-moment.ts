import type { Known } from '../known.ts';
import { insist, sum } from './insist.ts';
import type { EntrySeen, PersonSeen, Snapshot } from './snapshot.ts';

const deltas = (entries: EntrySeen[]) => entries.map(({ creditsDelta }) => creditsDelta);

function balanceIsItsEntries(userId: string, { entries, balance }: PersonSeen): void {
  const { available, held, version } = balance;
  const total = sum(deltas(entries));
  insist(available + held === total, `${userId} has ${available + held} credits, but entries of ${total}`);
  insist(version === entries.length, `${userId} has ${entries.length} entries, but ${version} movements`);
}

/** A checkout grants once. A refund or dispute takes once, and gives back once. */
function oneEntryACause(userId: string, { entries }: PersonSeen): void {
  const causes = Map.groupBy(entries, ({ cause }) => cause);
  for (const [cause, { length }] of causes)
    insist(length === 1, `${userId} has ${length} entries for ${cause}`);
  const movements = Map.groupBy(
    entries,
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

function clawsBackNoMoreThanGranted(userId: string, { entries, payments }: PersonSeen): void {
  for (const { paymentId, creditsGranted = 0, creditsClawedBack = 0 } of payments) {
    insist(
      creditsClawedBack >= 0 && creditsClawedBack <= creditsGranted,
      `${paymentId} granted ${creditsGranted} credits and took back ${creditsClawedBack}`,
    );
  }
  const taken = -sum(deltas(entries.filter(({ type }) => type === 'Refund')));
  const noted = sum(payments.map(({ creditsClawedBack = 0 }) => creditsClawedBack));
  insist(taken === noted, `Entries took ${taken} credits back from ${userId}, payments say ${noted}`);
}

/** No spend takes the balance below zero; only a claw-back may. */
function spendsWhatIsThere(userId: string, before: PersonSeen | undefined, now: PersonSeen): void {
  const earlier = new Set(before?.entries.map(({ sk }) => sk));
  const made = now.entries.filter(({ sk, type }) => type === 'Spend' && !earlier.has(sk));
  insist(
    made.length === 0 || now.balance.available >= 0,
    `${userId} spent more than there was, and has ${now.balance.available} now`,
  );
  const isClawedBack = now.payments.some(({ creditsClawedBack = 0 }) => creditsClawedBack > 0);
  insist(now.balance.available >= 0 || isClawedBack, `${userId} is below zero without a claw-back`);
}

/** What must hold after every write. `whose` is the person whom the run that wrote may touch. */
export function holdEveryMoment(
  known: Known,
  before: Snapshot,
  now: Snapshot,
  whose: string | undefined,
): void {
  for (const [userId, person] of now) {
    const earlier = before.get(userId);
    insist(
      userId === whose || earlier?.rows === person.rows,
      `Rows of ${userId} have changed, whom the run is not about`,
    );
    balanceIsItsEntries(userId, person);
    oneEntryACause(userId, person);
    if (earlier) entriesStay(userId, earlier, person);
    grantsWhatWasPaid(known, userId, person);
    clawsBackNoMoreThanGranted(userId, person);
    spendsWhatIsThere(userId, earlier, person);
  }
}
