import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CreditsWorld, startCreditsWorld } from '../../infra/testing/credits-world.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import { openHold } from './hold.ts';
import { releaseHold } from './release-hold.ts';
import { settleHold } from './settle-hold.ts';
import { spend } from './spend.ts';

let world: CreditsWorld;
beforeAll(async () => {
  world = await startCreditsWorld();
});
afterAll(() => world.close());

/** A person is told below five credits. */
const deps = () => ({ ...world, catalog: { low_balance_threshold: 5 } });
const dueMail = (userId: string) => world.table.get({ pk: `USER#${userId}`, sk: 'DUE_MAIL#low-balance' });

async function take(userId: string, credits: number, unlimited = false) {
  const command = { userId, credits, reason: 'x', action: 'spendCredits', unlimited };
  return (await spend(deps(), command, undefined)).outcome;
}

async function held(userId: string, credits: number): Promise<string> {
  const wish = { userId, credits, reason: 'x', expiresInSeconds: 60, unlimited: false };
  const outcome = await openHold(deps(), wish);
  if (outcome.outcome !== 'held') throw new Error('There was too little to hold');
  return outcome.hold.holdId;
}
const settle = (userId: string, holdId: string, credits: number) =>
  settleHold(deps(), { userId, holdId, credits }, undefined);

describe('a spend', () => {
  test('that leaves the threshold or more makes no mail due', async () => {
    const userId = await world.personWith(25);
    expect(await take(userId, 20)).toBe('spent');
    expect(await dueMail(userId)).toBeUndefined();
  });

  test('that takes the balance below it makes one due, of that spend', async () => {
    const userId = await world.personWith(25);
    await take(userId, 19);
    expect(await take(userId, 2)).toBe('spent');
    expect(await dueMail(userId)).toEqual({
      pk: `USER#${userId}`,
      sk: 'DUE_MAIL#low-balance',
      userId,
      template: 'low-balance',
      cause: expect.stringMatching(/^spend:spd_/),
      dueAt: '2026-11-21T10:00:00.000Z',
      staffPk: 'DUE_MAIL',
      staffSk: `2026-11-21T10:00:00.000Z#${userId}`,
    });
  });

  test('that takes it from the threshold itself makes one due, too', async () => {
    const userId = await world.personWith(5);
    expect(await take(userId, 1)).toBe('spent');
    expect(await dueMail(userId)).toBeDefined();
  });

  test('below it makes none due: only the one that crosses does', async () => {
    const userId = await world.personWith(6);
    await take(userId, 3);
    const first = await dueMail(userId);
    expect([await take(userId, 1), await take(userId, 2), await take(userId, 1)]).toEqual([
      'spent',
      'spent',
      'insufficientCredits',
    ]);
    expect(await dueMail(userId)).toEqual(first);
  });

  test('that is refused, or is free, makes none due', async () => {
    const userId = await world.personWith(6);
    expect(await take(userId, 7)).toBe('insufficientCredits');
    expect(await take(userId, 6, true)).toBe('spent');
    expect(await dueMail(userId)).toBeUndefined();
  });

  test('that crosses after a refill replaces the mail that was due', async () => {
    const userId = await world.personWith(6);
    await take(userId, 3);
    const first = await dueMail(userId);
    await world.give(userId, 10);
    await take(userId, 10);
    const second = await dueMail(userId);
    expect(second?.cause).toMatch(/^spend:/);
    expect(second?.cause).not.toBe(first?.cause);
  });

  test('that is sent several times at once under one key is done once, and all are told so', async () => {
    for (let round = 0; round < 10; round += 1) {
      const userId = await world.personWith(5);
      const identity = requestIdentity('spend', `key ${round}`, [3]);
      const command = { userId, credits: 3, reason: 'x', action: 'spendCredits', unlimited: false };
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => spend(deps(), command, identity)));
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'spent'));
      expect(await world.account(userId)).toMatchObject({ available: 2, entries: 2 });
    }
  }, 60_000);

  test('goes through beside forty others, of which one makes the mail due', async () => {
    const userId = await world.personWith(40);
    const outcomes = await Promise.all(Array.from({ length: 64 }, () => take(userId, 1)));
    expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(40);
    expect(await dueMail(userId)).toBeDefined();
    expect(await world.account(userId)).toMatchObject({ available: 0, entries: 41, entriesSum: 0 });
  }, 60_000);
});

describe('what is held', () => {
  test('counts as being there: neither a hold nor its release makes a mail due', async () => {
    const userId = await world.personWith(8);
    const holdId = await held(userId, 6);
    expect(await dueMail(userId)).toBeUndefined();
    await releaseHold(deps(), { userId, holdId });
    expect(await dueMail(userId)).toBeUndefined();
  });

  test('makes one due once it is settled with so much that the balance falls below', async () => {
    const userId = await world.personWith(8);
    const [one, other] = [await held(userId, 4), await held(userId, 3)];
    await settle(userId, one, 3);
    expect(await dueMail(userId)).toBeUndefined();
    await settle(userId, other, 1);
    expect((await dueMail(userId))?.cause).toBe(`hold:${other}`);
  });

  test('is asked for beside a spend: which one crosses is told by all credits, not by those available', async () => {
    const userId = await world.personWith(20);
    await held(userId, 14);
    expect(await take(userId, 6)).toBe('spent');
    expect(await dueMail(userId)).toBeUndefined();
  });
});

describe('whatever happens to a balance', () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('give' as const), credits: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ does: fc.constant('spend' as const), credits: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ does: fc.constant('hold' as const), credits: fc.integer({ min: 1, max: 9 }) }),
  );

  test('the mail that is due is of the last entry that crossed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 0, max: 12 }),
        async (steps, start) => {
          const userId = await world.personWith(start);
          let balance = start;
          let crossings = 0;
          let last: unknown;
          for (const { does, credits } of steps) {
            if (does === 'give') {
              await world.give(userId, credits);
              balance += credits;
              continue;
            }
            if (credits > balance) continue;
            if (does === 'spend') await take(userId, credits);
            else await settle(userId, await held(userId, credits), credits);
            const cause = (await dueMail(userId))?.cause;
            if (balance >= 5 && balance - credits < 5) {
              crossings += 1;
              expect(cause).not.toBe(last);
              last = cause;
            }
            balance -= credits;
            expect(cause).toBe(last);
          }
          expect(last === undefined).toBe(crossings === 0);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('the sums of a balance', () => {
  test('are those of its entries by type, and add up to it', async () => {
    const userId = await world.personWith(30);
    await take(userId, 4);
    await settle(userId, await held(userId, 9), 5);
    await held(userId, 2);
    expect(await world.table.get({ pk: `USER#${userId}`, sk: 'BALANCE' })).toMatchObject({
      purchased: 30,
      spent: -9,
      available: 19,
      held: 2,
    });
  });
});
