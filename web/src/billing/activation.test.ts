import { expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../lib/contract/billing-routes.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { activationOf, nextLookMs, type Seen } from './activation.ts';

const grant = (fields: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: 'ent_1',
  type: 'Grant',
  credits_delta: 100,
  balance_after: 100,
  notes: 'Monthly PRO subscription credits',
  source: { kind: 'invoice', id: 'in_1', event_id: 'evt_1' },
  created_at: '2026-11-01T10:00:00.000Z',
  ...fields,
});

const look = (seen: Partial<Seen>) =>
  activationOf({ elapsedMs: 500, subscription: null, entries: [], failed: false, ...seen });

it('claims no plan before the API answers one, however long that takes', () => {
  expect(look({ subscription: undefined }).kind).toBe('checking');
  expect(look({}).kind).toBe('checking');
  expect(look({ elapsedMs: 2_000 }).kind).toBe('waiting');
  expect(look({ elapsedMs: 60_000 }).kind).toBe('late');
  expect(look({ elapsedMs: 60_000, subscription: subscriptionOf({ status: 'incomplete' }) }).kind).toBe(
    'late',
  );
});

it('tells a dead connection from a plan that is not there', () => {
  expect(look({ elapsedMs: 2_000, subscription: undefined, failed: true }).kind).toBe('unreachable');
  expect(look({ elapsedMs: 2_000, subscription: undefined }).kind).toBe('checking');
});

it('claims only credits that are in the ledger for this period', () => {
  const subscription = subscriptionOf();
  expect(look({ subscription })).toEqual({ kind: 'active', subscription, credits: 0 });
  expect(look({ subscription, entries: [grant()] })).toMatchObject({ credits: 100 });
  const others = [
    grant({ created_at: '2026-10-01T10:00:00.000Z' }),
    grant({ type: 'Purchase', source: { kind: 'checkout_session', id: 'cs_1', event_id: null } }),
    grant({ source: { kind: 'admin', id: 'adm_1', event_id: null } }),
  ];
  expect(look({ subscription, entries: others })).toMatchObject({ credits: 0 });
});

it('stops asking once there is nothing more to learn', () => {
  const running = look({ subscription: subscriptionOf() });
  expect(nextLookMs(running, 1_000)).toBe(500);
  expect(nextLookMs(running, 30_000)).toBe(false);
  expect(nextLookMs(look({ subscription: subscriptionOf(), entries: [grant()] }), 1_000)).toBe(false);
  expect(nextLookMs(look({ subscription: subscriptionOf({ unlimited: true }) }), 1_000)).toBe(false);
  expect(nextLookMs({ kind: 'waiting' }, 3_000)).toBe(1_000);
  expect(nextLookMs({ kind: 'late' }, 10 * 60_000)).toBe(false);
});
