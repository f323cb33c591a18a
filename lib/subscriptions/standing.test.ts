import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { subscriptionFixture } from '../../infra/testing/subscription-fixture.ts';
import { loadCatalog } from '../plans/catalog.ts';
import { standingOf } from './standing.ts';
import type { Subscription } from './subscription-item.ts';

const catalog = loadCatalog(undefined);

const base = subscriptionFixture({ tier: 'CORE' });

const statuses = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
];
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const isoMoment = moment.map((date) => date.toISOString());
const subscription = fc
  .record({
    base: fc.constant(base),
    status: fc.oneof(fc.constantFrom(...statuses), fc.string()),
    knownStatus: fc.oneof(fc.constantFrom(...statuses), fc.string()),
    tier: fc.constantFrom('CORE', 'PRO', 'STUDIO', 'FREE', 'NO_LONGER_SOLD'),
    trialEnd: fc.option(isoMoment),
    currentPeriodEnd: isoMoment,
    cancelAt: fc.option(isoMoment),
    collectionPaused: fc.boolean(),
    overdueSince: fc.option(isoMoment),
  })
  .map(({ base: fields, ...drawn }): Subscription => ({ ...fields, ...drawn }));

const tierAt = (one: Subscription | undefined, now: Date) => standingOf(catalog, one, now).plan.tier;
const at = (iso: string) => new Date(iso);

describe('what a subscription gives', () => {
  test('is the plan that is subscribed to or the free one, whatever Stripe says', () => {
    fc.assert(fc.property(subscription, moment, (one, now) => ['FREE', one.tier].includes(tierAt(one, now))));
  });

  test('is the free plan in every status but active, trialing and past due', () => {
    const others = subscription.filter(
      ({ knownStatus }) => !['active', 'trialing', 'past_due'].includes(knownStatus),
    );
    fc.assert(fc.property(others, moment, (one, now) => tierAt(one, now) === 'FREE'));
  });

  test('never changes by the clock alone, but for the days of grace', () => {
    const settled = subscription.filter(({ knownStatus }) => knownStatus !== 'past_due');
    fc.assert(
      fc.property(settled, moment, moment, (one, now, later) => tierAt(one, now) === tierAt(one, later)),
    );
  });

  test('is lost once by the clock, and never comes back by it', () => {
    const overdue = subscription.map((one) => ({ ...one, knownStatus: 'past_due' }));
    const twoMoments = fc.tuple(moment, moment).filter(([now, later]) => now <= later);
    fc.assert(
      fc.property(
        overdue,
        twoMoments,
        (one, [now, later]) => tierAt(one, now) !== 'FREE' || tierAt(one, later) === 'FREE',
      ),
    );
  });

  test('stays what it was when Stripe uses a word that Cue does not know', () => {
    fc.assert(
      fc.property(subscription, fc.string(), moment, (one, status, now) => {
        expect(standingOf(catalog, { ...one, status }, now)).toEqual(standingOf(catalog, one, now));
      }),
    );
  });

  test('does not depend on collection being paused, or an end being settled', () => {
    fc.assert(
      fc.property(subscription, moment, (one, now) => {
        const plain = { ...one, collectionPaused: false, cancelAt: null };
        expect(standingOf(catalog, one, now)).toEqual(standingOf(catalog, plain, now));
      }),
    );
  });

  test('is the free plan without a subscription, and at a plan that the catalog has no longer', () => {
    expect(standingOf(catalog, undefined, at('2026-11-21T10:00:00Z'))).toMatchObject({
      plan: { tier: 'FREE' },
      graceUntil: null,
    });
    expect(tierAt({ ...base, tier: 'NO_LONGER_SOLD' }, at('2026-11-21T10:00:00Z'))).toBe('FREE');
  });
});

describe('grace', () => {
  const overdue = {
    ...base,
    status: 'past_due',
    knownStatus: 'past_due',
    overdueSince: '2026-11-01T11:00:00.000Z',
  };

  test('keeps the plan for seven days to the millisecond, and says until when before and after', () => {
    const standing = (now: string) => {
      const { plan, graceUntil } = standingOf(catalog, overdue, at(now));
      return [plan.tier, graceUntil];
    };
    expect(standing('2026-11-08T10:59:59.999Z')).toEqual(['CORE', '2026-11-08T11:00:00.000Z']);
    expect(standing('2026-11-08T11:00:00.000Z')).toEqual(['FREE', '2026-11-08T11:00:00.000Z']);
  });

  test('is none where the catalog gives no day of it', () => {
    const strict = { ...catalog, grace_days: 0 };
    expect(standingOf(strict, overdue, at('2026-11-01T11:00:00.000Z')).plan.tier).toBe('FREE');
  });

  test('is told of no subscription that is not past due', () => {
    const paid = subscription.filter(({ knownStatus }) => knownStatus !== 'past_due');
    fc.assert(fc.property(paid, moment, (one, now) => standingOf(catalog, one, now).graceUntil === null));
  });
});
