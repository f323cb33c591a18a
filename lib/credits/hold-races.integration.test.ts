import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { type CreditsWorld, startCreditsWorld } from '../../infra/testing/credits-world.ts';
import { expireHold, releaseExpiredHoldsOf } from './expired-holds.ts';
import { openHold } from './hold.ts';
import type { HoldItem } from './hold-item.ts';
import { releaseHold } from './release-hold.ts';
import { type SettleDeps, settleHold } from './settle-hold.ts';
import { spend } from './spend.ts';

let world: CreditsWorld;
beforeAll(async () => {
  world = await startCreditsWorld();
});
afterAll(() => world.close());

const expiresInSeconds = 60;
const othersHeld = 10;
const wish = (userId: string, credits: number) => ({
  userId,
  credits,
  reason: 'Generate',
  expiresInSeconds,
  unlimited: false,
});

/** Beside another that stays open: whatever is returned twice would be taken from that. */
async function holdOf(credits: number, balance: number): Promise<HoldItem> {
  const userId = await world.personWith(balance + othersHeld);
  await openHold(world, { ...wish(userId, othersHeld), expiresInSeconds: 3_600 });
  const outcome = await openHold(world, wish(userId, credits));
  if (outcome.outcome !== 'held') throw new Error('There was too little to hold');
  return outcome.hold;
}

/** Both at once, each some milliseconds late; whether it came first, or the code that it was refused with. */
async function race(...contenders: (() => Promise<unknown>)[]): Promise<unknown[]> {
  return Promise.all(
    contenders.map(async (contend) => {
      await sleep(Math.random() * 6);
      return contend().catch((error) => error.code);
    }),
  );
}

async function expectSound(userId: string, balance: { available: number; held: number }) {
  const { available, held, version, entries, entriesSum, openHolds } = await world.account(userId);
  expect({ available, held }).toEqual(balance);
  expect([available + held, held, version]).toEqual([entriesSum, openHolds, entries]);
}

const rounds = Array.from({ length: 30 }, (_, round) => round);

describe('of two that meet, one wins, whichever it is', () => {
  test('settle and release', async () => {
    for (const _ of rounds) {
      const { userId, holdId } = await holdOf(10, 25);
      const [settled, released] = await race(
        async () => (await settleHold(world, { userId, holdId, credits: 7 }, undefined)).status,
        async () => (await releaseHold(world, { userId, holdId })).status,
      );
      expect([
        ['settled', 'hold_closed'],
        ['hold_closed', 'released'],
      ]).toContainEqual([settled, released]);
      await expectSound(userId, { available: settled === 'settled' ? 18 : 25, held: 10 });
    }
  }, 30_000);

  test('settle and expiry, when clocks differ', async () => {
    const late = world.depsWith({ laterMs: expiresInSeconds * 1_000 });
    for (const _ of rounds) {
      const hold = await holdOf(10, 25);
      const { userId, holdId } = hold;
      const [settled, isExpired] = await race(
        async () => (await settleHold(world, { userId, holdId, credits: 7 }, undefined)).status,
        () => expireHold(late, hold),
      );
      expect([
        ['settled', false],
        ['hold_closed', true],
      ]).toContainEqual([settled, isExpired]);
      await expectSound(userId, { available: settled === 'settled' ? 18 : 25, held: 10 });
    }
  }, 30_000);

  test('release and expiry, when clocks differ', async () => {
    const late = world.depsWith({ laterMs: expiresInSeconds * 1_000 });
    for (const _ of rounds) {
      const hold = await holdOf(10, 25);
      const { userId, holdId } = hold;
      const [released, count] = await race(
        async () => (await releaseHold(world, { userId, holdId })).status,
        () => releaseExpiredHoldsOf(late, userId),
      );
      expect([
        ['released', 0],
        ['expired', 1],
      ]).toContainEqual([released, count]);
      await expectSound(userId, { available: 25, held: 10 });
    }
  }, 30_000);

  test('spend and hold of what is enough for one of them', async () => {
    for (const _ of rounds) {
      const userId = await world.personWith(5);
      const spending = { userId, credits: 3, reason: 'x', action: 'spendCredits', unlimited: false };
      const [spent, held] = await race(
        async () => (await spend(world, spending, undefined)).outcome,
        async () => (await openHold(world, wish(userId, 3))).outcome,
      );
      expect([
        ['spent', 'insufficientCredits'],
        ['insufficientCredits', 'held'],
      ]).toContainEqual([spent, held]);
      await expectSound(userId, held === 'held' ? { available: 2, held: 3 } : { available: 2, held: 0 });
    }
  }, 30_000);

  test('spends that all meet the same expired hold: whoever releases it, none is refused', async () => {
    const late = world.depsWith({ laterMs: expiresInSeconds * 1_000 });
    for (const _ of rounds) {
      const userId = await world.personWith(5);
      await openHold(world, wish(userId, 5));
      const spending = { userId, credits: 1, reason: 'x', action: 'spendCredits', unlimited: false };
      const outcomes = await race(
        ...Array.from({ length: 5 }, () => async () => (await spend(late, spending, undefined)).outcome),
      );
      expect(outcomes).toEqual(new Array(5).fill('spent'));
      await expectSound(userId, { available: 0, held: 0 });
    }
  }, 30_000);

  test('two settlements of different counts', async () => {
    for (const _ of rounds) {
      const { userId, holdId } = await holdOf(10, 25);
      const outcomes = await race(
        ...[4, 9].map(
          (credits) => async () => (await settleHold(world, { userId, holdId, credits }, undefined)).status,
        ),
      );
      expect([...outcomes].sort()).toEqual(['hold_closed', 'settled']);
      await expectSound(userId, { available: outcomes[0] === 'settled' ? 21 : 16, held: 10 });
    }
  }, 30_000);

  test('two settlements of one count are one', async () => {
    for (const _ of rounds) {
      const { userId, holdId } = await holdOf(10, 25);
      const settle = async () => (await settleHold(world, { userId, holdId, credits: 4 }, undefined)).status;
      expect(await race(settle, settle)).toEqual(['settled', 'settled']);
      await expectSound(userId, { available: 21, held: 10 });
    }
  }, 30_000);
});

type Ending = (deps: SettleDeps, hold: HoldItem) => Promise<unknown>;
const endings: Record<string, Ending> = {
  settle: (deps, { userId, holdId }) => settleHold(deps, { userId, holdId, credits: 7 }, undefined),
  release: (deps, { userId, holdId }) => releaseHold(deps, { userId, holdId }),
  expiry: (deps, { userId }) => releaseExpiredHoldsOf(deps, userId),
};
const available: Record<string, number> = { settled: 18, released: 25, expired: 25 };

const crashes = Object.keys(endings).flatMap((first) =>
  Object.keys(endings).flatMap((second) =>
    [1, 2].flatMap((call) => (['before', 'after'] as const).map((when) => ({ first, call, when, second }))),
  ),
);

describe('whoever dies at an AWS call leaves one end for who comes next', () => {
  test.each(crashes)('$first dies $when call $call, then $second', async ({ first, call, when, second }) => {
    const hold = await holdOf(10, 25);
    const { userId, holdId } = hold;
    const crashing = new CrashingHandler({ call, when });
    const late = first === 'expiry' ? expiresInSeconds * 1_000 : 0;
    const dies = endings[first]?.(world.depsWith({ crashing, laterMs: late }), hold);
    await Promise.race([crashing.crashed, dies]);
    const later = second === 'expiry' ? expiresInSeconds * 1_000 : 0;
    await endings[second]?.(world.depsWith({ laterMs: later }), hold)?.catch((error) => {
      expect(error.code).toBe('hold_closed');
    });
    const row = await world.table.get({ pk: `USER#${userId}`, sk: `HOLD#${holdId}` });
    expect(Object.keys(available)).toContain(row?.status);
    await expectSound(userId, { available: available[String(row?.status)] ?? 0, held: 10 });
  });

  test('a hold that was opened by nobody who lives is released at its end', async () => {
    for (const when of ['before', 'after'] as const) {
      const userId = await world.personWith(25);
      const crashing = new CrashingHandler({ call: 1, when });
      const opens = openHold(world.depsWith({ crashing }), wish(userId, 10));
      await Promise.race([crashing.crashed, opens]);
      await expectSound(userId, when === 'after' ? { available: 15, held: 10 } : { available: 25, held: 0 });
      const late = world.depsWith({ laterMs: expiresInSeconds * 1_000 });
      expect(await releaseExpiredHoldsOf(late, userId)).toBe(when === 'after' ? 1 : 0);
      await expectSound(userId, { available: 25, held: 0 });
    }
  });
});
