import { describe, expect, it } from '@jest/globals';
import { subscriptionOf } from '../testing/subscription.ts';
import { planActions } from './plan-actions.ts';

const change = { tier: 'CORE', interval: 'month', effective_at: null } as const;

describe('what can be done with a plan', () => {
  it.each([
    [{}, { change: true, cancel: 'period_end', undo: null }],
    [{ collection_paused: true }, { change: false, cancel: 'period_end', undo: null }],
    [{ status: 'trialing' }, { change: true, cancel: 'period_end', undo: null }],
    [{ cancel_at_period_end: true }, { change: true, cancel: null, undo: 'cancellation' }],
    [{ cancel_at: '2026-12-01T10:00:00.000Z' }, { change: true, cancel: null, undo: 'cancellation' }],
    [
      { pending_change: { ...change, waits_for: 'period_end' as const } },
      { change: true, cancel: 'period_end', undo: 'change' },
    ],
    [
      { pending_change: { ...change, waits_for: 'payment' as const } },
      { change: true, cancel: 'period_end', undo: null },
    ],
    [{ status: 'past_due' }, { change: false, cancel: 'now', undo: null }],
    [
      { status: 'past_due', cancel_at_period_end: true },
      { change: false, cancel: 'now', undo: null },
    ],
    [{ status: 'unpaid' }, { change: false, cancel: 'now', undo: null }],
    [{ status: 'paused' }, { change: false, cancel: 'now', undo: null }],
    [{ status: 'frozen' }, { change: false, cancel: 'period_end', undo: null }],
    [{ status: 'incomplete' }, { change: false, cancel: null, undo: null }],
    [{ status: 'canceled' }, { change: false, cancel: null, undo: null }],
    [{ status: 'incomplete_expired' }, { change: false, cancel: null, undo: null }],
  ])('%#: %j', (fields, actions) => {
    expect(planActions(subscriptionOf(fields))).toEqual(actions);
  });
});
