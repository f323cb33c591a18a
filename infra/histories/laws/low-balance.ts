import type { Known } from '../known.ts';
import type { Played } from '../played-services.ts';
import { insist, sum } from './insist.ts';
import { isExcused } from './mails-at-rest.ts';
import type { EntrySeen, PersonSeen, Snapshot } from './snapshot.ts';

/** The shipped catalog's. */
const threshold = 5;
const subject = /^You have .+ left$/;

const total = ({ balance }: PersonSeen) => balance.available + balance.held;
const dueOf = ({ dueMails }: PersonSeen) => dueMails[0];

/** An entry that takes a balance below the threshold leaves its mail in the same write; nothing else leaves one. */
function leavesItsMail(known: Known, userId: string, now: PersonSeen, fresh: EntrySeen[], was: PersonSeen) {
  const spend = fresh.find(({ type, creditsDelta }) => type === 'Spend' && creditsDelta < 0);
  if (spend && total(was) >= threshold && total(now) < threshold) {
    insist(dueOf(now) === spend.cause, `${spend.cause} of ${userId} fell low, and no mail of it is due`);
    known.fallenLow.set(userId, { times: (known.fallenLow.get(userId)?.times ?? 0) + 1, isRefilled: false });
  } else {
    const isSame = dueOf(now) === undefined || dueOf(now) === dueOf(was);
    insist(isSame, `A mail to ${userId} became due for ${dueOf(now)}, which did not cross`);
  }
}

export function keepLowBalances(known: Known, before: Snapshot, now: Snapshot): void {
  for (const [userId, person] of now) {
    const was = before.get(userId);
    if (!was) continue;
    const earlier = new Set(was.entries.map(({ sk }) => sk));
    const fresh = person.entries.filter(({ sk }) => !earlier.has(sk));
    leavesItsMail(known, userId, person, fresh, was);
    const fallen = known.fallenLow.get(userId);
    if (fallen && fresh.some(({ type }) => type !== 'Spend')) fallen.isRefilled = true;
  }
}

/** Once for each fall at the most, and once at least where nothing but spends came after the last. */
export function holdLowBalanceMails(
  { people, fallenLow }: Known,
  now: Snapshot,
  mails: Played['mails'],
): void {
  for (const { userId, email } of people) {
    const person = now.get(userId);
    const { times, isRefilled } = fallenLow.get(userId) ?? { times: 0, isRefilled: true };
    const sent = mails.filter((mail) => mail.to === email && subject.test(mail.subject));
    const certain = sum(sent.map((mail) => (isExcused(mail) ? 0 : 1)));
    const words = `${userId} fell low ${times} times, and got ${sent.length} mails of it, ${certain} without a fault`;
    insist(certain <= times, `${words}: too many`);
    const isDue = !isRefilled && person?.plans.length === 0;
    insist(!isDue || sent.length > 0, `${words}: too few`);
    insist(person === undefined || dueOf(person) === undefined, `A mail to ${userId} is still due at rest`);
  }
}
