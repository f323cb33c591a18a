import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordEntry } from './entry.ts';
import { ledgerAudit } from './verify-ledger.ts';

const entry = (userId: string, cause: string, creditsDelta: number) => ({
  pk: `USER#${userId}`,
  sk: `LEDGER#2026-11-21T10:00:00.000Z#${cause}`,
  userId,
  cause,
  causedAt: '2026-11-21T10:00:00.000Z',
  type: 'Purchase',
  creditsDelta,
  notes: '',
  sourceKind: 'checkout_session',
  sourceId: cause,
  eventId: null,
});
const balance = (userId: string, available: number, held = 0) => ({
  pk: `USER#${userId}`,
  sk: 'BALANCE',
  available,
  held,
  version: 1,
});

const hold = (userId: string, status: string, heldCredits: number) => ({
  pk: `USER#${userId}`,
  sk: `HOLD#${status}${heldCredits}`,
  userId,
  holdId: `${status}${heldCredits}`,
  credits: heldCredits,
  heldCredits,
  reason: '',
  status,
  createdAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-21T10:15:00.000Z',
});

function audited(items: Record<string, unknown>[]) {
  const audit = ledgerAudit();
  for (const item of items) audit.add(item);
  return audit.result();
}

describe('the ledger audit', () => {
  test('is clean when available and held add up to the entries, in any order', () => {
    const held = [hold('a', 'open', 10), hold('a', 'released', 7), hold('a', 'open', 5)];
    expect(audited([entry('a', 'x', 25), ...held, balance('a', 20, 15), entry('a', 'y', 10)])).toEqual({
      users: 1,
      entries: 2,
      differences: [],
    });
  });

  test('names who has a balance without entries, entries without a balance, or another sum', () => {
    const { differences } = audited([
      balance('more', 26),
      entry('more', 'x', 25),
      balance('made-up', 5),
      entry('lost', 'y', 7),
      balance('right', 3),
      entry('right', 'z', 3),
    ]);
    expect(
      differences.map(({ userPartition, balance: said, entriesSum }) => [userPartition, said, entriesSum]),
    ).toEqual([
      ['USER#more', 26, 25],
      ['USER#made-up', 5, 0],
      ['USER#lost', 0, 7],
    ]);
  });

  test('names who has more or less held than open holds keep, though the balance is right', () => {
    const { differences } = audited([
      balance('leaked', 20, 5),
      entry('leaked', 'x', 25),
      hold('leaked', 'released', 5),
      balance('free', 25),
      entry('free', 'y', 25),
      hold('free', 'open', 3),
    ]);
    expect(differences.map(({ userPartition, held, openHolds }) => [userPartition, held, openHolds])).toEqual(
      [
        ['USER#leaked', 5, 0],
        ['USER#free', 0, 3],
      ],
    );
  });

  test('passes over what belongs to other nouns', () => {
    expect(
      audited([
        { pk: 'USER#a', sk: 'PROFILE' },
        { pk: 'EVENT#evt_1', sk: 'EVENT' },
      ]).users,
    ).toBe(0);
  });
});

test('an entry and its balance always move by the same number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.stringMatching(/^[a-z]{1,10}$/),
      (creditsDelta, cause) => {
        const [put, update] = recordEntry({
          userId: 'usr_1',
          cause,
          causedAt: '2026-11-21T10:00:00.000Z',
          type: 'Purchase',
          creditsDelta,
          notes: '',
          sourceKind: 'checkout_session',
          sourceId: cause,
          eventId: null,
        });
        expect(put.Put?.Item?.creditsDelta).toBe(creditsDelta);
        expect(update.Update?.ExpressionAttributeValues?.[':delta']).toBe(creditsDelta);
      },
    ),
  );
});
