import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CreditsWorld, startCreditsWorld } from '../../infra/testing/credits-world.ts';
import { AppError } from '../contract/errors.ts';
import { currentBalance } from './current-balance.ts';
import { releaseExpiredHoldsOf } from './expired-holds.ts';
import { openHold } from './hold.ts';
import { releaseHold } from './release-hold.ts';
import { settleHold } from './settle-hold.ts';
import { spend } from './spend.ts';

let world: CreditsWorld;
beforeAll(async () => {
  world = await startCreditsWorld();
});
afterAll(() => world.close());

/** A person's credits as a page of paper would keep them. */
interface Paper {
  available: number;
  holds: { id: string; credits: number; state: string; used: number; endsAtMs: number }[];
  entries: number;
}

type Act = (userId: string, paper: Paper) => Promise<void>;

const nowMs = () => world.outside.clock.now().getTime();

/** What expires is available again at its end. */
function endHolds(paper: Paper): void {
  for (const hold of paper.holds) {
    if (hold.state !== 'open' || hold.endsAtMs > nowMs()) continue;
    hold.state = 'expired';
    paper.available += hold.credits;
  }
}

const statusOf = (asked: Promise<{ status: string }>) =>
  asked.then(
    ({ status }) => status,
    (error) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

const holds =
  (credits: number, expiresInSeconds: number): Act =>
  async (userId, paper) => {
    const wish = { userId, credits, reason: 'x', expiresInSeconds, unlimited: false };
    const outcome = await openHold(world, wish);
    expect(outcome.outcome).toBe(credits <= paper.available ? 'held' : 'insufficientCredits');
    if (outcome.outcome !== 'held') return;
    paper.available -= credits;
    const endsAtMs = nowMs() + expiresInSeconds * 1_000;
    paper.holds.push({ id: outcome.hold.holdId, credits, state: 'open', used: 0, endsAtMs });
  };

const settles =
  (which: number, share: number): Act =>
  async (userId, paper) => {
    const hold = paper.holds[which % Math.max(1, paper.holds.length)];
    if (!hold) return;
    const used = Math.floor((hold.credits * share) / 100);
    const status = await statusOf(settleHold(world, { userId, holdId: hold.id, credits: used }, undefined));
    const isSame = hold.state === 'settled' && hold.used === used;
    expect(status).toBe(hold.state === 'open' || isSame ? 'settled' : 'hold_closed');
    if (hold.state !== 'open') return;
    Object.assign(hold, { state: 'settled', used });
    paper.available += hold.credits - used;
    paper.entries += used > 0 ? 1 : 0;
  };

const releases =
  (which: number): Act =>
  async (userId, paper) => {
    const hold = paper.holds[which % Math.max(1, paper.holds.length)];
    if (!hold) return;
    const status = await statusOf(releaseHold(world, { userId, holdId: hold.id }));
    if (hold.state === 'open') {
      hold.state = 'released';
      paper.available += hold.credits;
    }
    expect(status).toBe(hold.state === 'settled' ? 'hold_closed' : hold.state);
  };

const spends =
  (credits: number): Act =>
  async (userId, paper) => {
    const { outcome } = await spend(
      world,
      { userId, credits, reason: 'x', action: 'spendCredits', unlimited: false },
      undefined,
    );
    expect(outcome).toBe(credits <= paper.available ? 'spent' : 'insufficientCredits');
    if (outcome !== 'spent') return;
    paper.available -= credits;
    paper.entries += 1;
  };

/** A purchase, or a claw-back, which takes also what is not there. */
const moves =
  (credits: number): Act =>
  async (userId, paper) => {
    await world.give(userId, credits);
    paper.available += credits;
    paper.entries += 1;
  };

const waits =
  (seconds: number): Act =>
  async () =>
    world.advanceSeconds(seconds);

const sweeps: Act = async (userId) => {
  await releaseExpiredHoldsOf(world, userId);
};

const count = (min: number, max: number) => fc.integer({ min, max });
/** With the words that a counterexample is told in. */
type Told = [words: string, act: Act];

const act = fc.oneof(
  fc.tuple(count(1, 12), count(1, 90)).map(([c, s]): Told => [`hold ${c} for ${s} s`, holds(c, s)]),
  fc.tuple(count(0, 9), count(0, 100)).map(([w, s]): Told => [`settle ${w} at ${s} %`, settles(w, s)]),
  count(0, 9).map((which): Told => [`release ${which}`, releases(which)]),
  count(1, 12).map((credits): Told => [`spend ${credits}`, spends(credits)]),
  fc.constantFrom(8, 20, -6, -15).map((credits): Told => [`move ${credits}`, moves(credits)]),
  count(1, 60).map((seconds): Told => [`wait ${seconds} s`, waits(seconds)]),
  fc.constant<Told>(['sweep', sweeps]),
);

test('whatever is held, settled, released, spent and taken back, the credits are those of a paper ledger', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 25, size: 'max' }), async (acts) => {
      const userId = await world.personWith(20);
      const paper: Paper = { available: 20, holds: [], entries: 1 };
      for (const [, perform] of acts) {
        await perform(userId, paper);
        endHolds(paper);
        const { available, held, entriesSum } = await world.account(userId);
        expect(available + held).toBe(entriesSum);
      }
      const { available, held } = await currentBalance(world, userId);
      const open = paper.holds.filter(({ state }) => state === 'open');
      const heldOnPaper = open.reduce((total, { credits }) => total + credits, 0);
      expect({ available, held }).toEqual({ available: paper.available, held: heldOnPaper });
      const account = await world.account(userId);
      expect([account.openHolds, account.entries, account.version]).toEqual([
        heldOnPaper,
        paper.entries,
        paper.entries,
      ]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
