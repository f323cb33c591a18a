import type { Holding } from '../known.ts';
import { insist, sum } from './insist.ts';
import type { HoldSeen, PersonSeen, Snapshot } from './snapshot.ts';

const isOpen = ({ status }: HoldSeen) => status === 'open';

function entriesOfHold(
  userId: string,
  { holdId, status, heldCredits, settledCredits }: HoldSeen,
  person: PersonSeen,
) {
  const entries = person.entries.filter(({ cause }) => cause === `hold:${holdId}`);
  const due = status === 'settled' && settledCredits > 0 ? 1 : 0;
  insist(entries.length === due, `${userId} has ${entries.length} entries for ${holdId}, which is ${status}`);
  const used = heldCredits === 0 ? 0 : -settledCredits;
  for (const { creditsDelta } of entries)
    insist(creditsDelta === used, `${holdId} took ${-creditsDelta} credits, and was settled with ${-used}`);
}

/** What is held is what open holds keep; one that is closed stays so, and an entry tells of what was used. */
export function keepHolds(userId: string, before: PersonSeen | undefined, now: PersonSeen): void {
  const kept = sum(now.holds.filter(isOpen).map(({ heldCredits }) => heldCredits));
  insist(
    now.balance.held === kept,
    `${userId} has ${now.balance.held} credits held, open holds keep ${kept}`,
  );
  for (const hold of now.holds) entriesOfHold(userId, hold, now);
  for (const earlier of before?.holds ?? []) {
    const hold = now.holds.find(({ holdId }) => holdId === earlier.holdId);
    const isSame = hold?.status === earlier.status && hold.settledCredits === earlier.settledCredits;
    insist(isOpen(earlier) ? hold !== undefined : isSame, `${earlier.holdId} was ${earlier.status} before`);
  }
}

/** At rest no hold is open, and each ended as its person was told. */
export function holdHoldings(holdings: Holding[], now: Snapshot): void {
  for (const { userId, holdId, ends } of holdings) {
    const hold = now.get(userId)?.holds.find((one) => one.holdId === holdId);
    insist(hold !== undefined && !isOpen(hold), `${holdId} is ${hold?.status ?? 'gone'} at rest`);
    for (const end of ends) insist(end === hold.status, `${holdId} was told ${end}, and is ${hold.status}`);
  }
  for (const [userId, { holds }] of now)
    insist(!holds.some(isOpen), `A hold of ${userId} that nobody was told of is open at rest`);
}
