import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { stripeEvent } from '../contract/stripe-events.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changePlan } from './change-plan.ts';
import { previewChange } from './preview-change.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { syncSubscription } from './sync-subscription.ts';

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

const DAY = 86_400;
const halfMonth = 15 * DAY + DAY / 2;

type Chosen = Parameters<typeof changePlan>[2];

const change = async (who: Subscriber, chosen: Chosen, key?: string) =>
  changePlan(world.deps, await who.user(), chosen, key);
const preview = async (who: Subscriber, chosen: Chosen) =>
  previewChange(world.deps, await who.user(), chosen);
const cancel = async (who: Subscriber) => cancelSubscription(world.deps, await who.user());
const resume = async (who: Subscriber) => resumeSubscription(world.deps, await who.user());

const priceOf = async (who: Subscriber) => (await who.atStripe()).items.data[0]?.price.unit_amount;

/** As Stripe's portal does it in flexible billing mode. */
async function cancelInPortal(who: Subscriber): Promise<void> {
  const [item] = (await who.atStripe()).items.data;
  const cancel_at = item?.current_period_end ?? 0;
  await world.lab.stripe.subscriptions.update(who.subscriptionId, { cancel_at });
}

/** What the consumer makes of the newest that Stripe has told of the subscription. */
async function tellOfChanges({ subscriptionId }: Subscriber): Promise<void> {
  const { data } = await world.lab.stripe.events.list({ limit: 20, type: 'customer.subscription.*' });
  const newest = data
    .map((event) => stripeEvent.parse(event))
    .find(({ data: { object } }) => object.id === subscriptionId);
  if (!newest) throw new Error('Stripe told nothing of it');
  await syncSubscription(world.deps, newest);
}

/** As on the page that `payment_url` leads to. */
async function payOnItsPage(who: Subscriber): Promise<void> {
  await world.lab.stripe.invoices.pay(String((await who.atStripe()).latest_invoice));
  await tellOfChanges(who);
}

/** Amounts of the person's invoices, the newest first. */
async function invoicesOf({ subscriptionId }: Subscriber) {
  const { data } = await world.lab.stripe.invoices.list({ subscription: subscriptionId, limit: 100 });
  return data.map(({ total, status }) => [total, status]);
}

describe('up', () => {
  test('takes effect at once, is charged at once by what is left of the month, and was foretold', async () => {
    const who = await world.subscriber();
    await world.passSeconds(halfMonth, who);
    const { next_at, effective_at, ...foretold } = await preview(who, { tier: 'PRO' });
    expect(foretold).toEqual({ amount_due_now: 500, currency: 'usd', credits_now: 75, next_amount: 1499 });
    const { currentPeriodEnd } = (await who.user()).subscription ?? {};
    expect(next_at).toBe(currentPeriodEnd);
    expect(effective_at).toBe(world.deps.outside.clock.now().toISOString());
    expect(await invoicesOf(who)).toEqual([[499, 'paid']]);

    const after = await change(who, { tier: 'PRO' });
    expect(after).toMatchObject({
      tier: 'PRO',
      subscribed_tier: 'PRO',
      plan_name: 'Pro',
      monthly_credits: 100,
      amount: 1499,
      status: 'active',
      entitlements: ['workflows', 'api_keys'],
      pending_change: null,
      payment_url: null,
    });
    expect(await invoicesOf(who)).toEqual([
      [500, 'paid'],
      [499, 'paid'],
    ]);
    expect((await who.user()).subscription).toMatchObject({ tier: 'PRO' });
  });

  test('to a year is a change of interval: charged at once, and the next payment is a year on', async () => {
    const who = await world.subscriber({ price: 'pro' });
    const foretold = await preview(who, { tier: 'PRO', interval: 'year' });
    expect(foretold).toMatchObject({ amount_due_now: 13401, credits_now: 100, next_amount: 14900 });
    const after = await change(who, { tier: 'PRO', interval: 'year' });
    expect(after).toMatchObject({ interval: 'year', amount: 14900, pending_change: null });
    expect(after.current_period_end).toBe(foretold.next_at);
    expect(Date.parse(after.current_period_end) - Date.parse(after.current_period_start)).toBe(
      365 * DAY * 1_000,
    );
  });

  test.each([
    ['declined', 'pm_card_chargeCustomerFail'],
    ['needs authentication', 'pm_card_authenticationRequired'],
  ])(
    'that is not paid because the card is or %s leaves all as it was, and says where to pay',
    async (_, card) => {
      const who = await world.subscriber();
      await who.pays(card);
      await world.passSeconds(DAY, who);
      const waiting = await change(who, { tier: 'PRO' });
      expect(waiting).toMatchObject({
        tier: 'CORE',
        subscribed_tier: 'CORE',
        amount: 499,
        status: 'active',
        pending_change: { tier: 'PRO', interval: 'month', waits_for: 'payment', effective_at: null },
        payment_url: expect.stringMatching(/^http/),
      });
      expect(await priceOf(who)).toBe(499);
      expect((await invoicesOf(who))[0]?.[1]).toBe('open');
      // The same again is another try to collect the same invoice: with another card it succeeds.
      expect(await change(who, { tier: 'PRO' })).toMatchObject({ tier: 'CORE' });
      await who.pays('pm_card_visa');
      expect(await change(who, { tier: 'PRO' })).toMatchObject({
        tier: 'PRO',
        pending_change: null,
        payment_url: null,
      });
      expect(await invoicesOf(who)).toHaveLength(2);
    },
  );

  test('that waits for its payment gives way to another choice, and its invoice is void', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, who);
    await change(who, { tier: 'STUDIO' });
    expect(await change(who, { tier: 'CORE' })).toMatchObject({
      tier: 'PRO',
      pending_change: { tier: 'CORE', waits_for: 'period_end' },
      payment_url: null,
    });
    expect((await invoicesOf(who))[0]?.[1]).toBe('void');

    const other = await world.subscriber();
    await other.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, other);
    await change(other, { tier: 'PRO' });
    expect(await change(other, { tier: 'STUDIO' })).toMatchObject({ pending_change: { tier: 'STUDIO' } });
    expect((await invoicesOf(other)).map(([, status]) => status)).toEqual(['open', 'void', 'paid']);
    expect(await change(other, { tier: 'CORE' })).toMatchObject({ tier: 'CORE', pending_change: null });
    expect((await invoicesOf(other)).map(([, status]) => status)).toEqual(['void', 'void', 'paid']);
  });

  test.each([
    ['on our page', false],
    ['in the portal, which sets only its time', true],
  ])(
    'takes back a cancellation that was made %s, once it is paid here or on its own page',
    async (_, byTime) => {
      const ways = [
        (who: Subscriber) => change(who, { tier: 'PRO' }),
        async (who: Subscriber) => {
          const { latest_invoice } = await who.atStripe();
          await world.lab.stripe.invoices.pay(String(latest_invoice));
          await world.passSeconds(1, who);
        },
      ];
      for (const pay of ways) {
        const who = await world.subscriber();
        await (byTime ? cancelInPortal(who) : cancel(who));
        await who.pays('pm_card_chargeCustomerFail');
        await world.passSeconds(DAY, who);
        expect(await change(who, { tier: 'PRO' })).toMatchObject({
          tier: 'CORE',
          cancel_at_period_end: true,
        });
        await who.pays('pm_card_visa');
        await pay(who);
        expect(await who.atStripe()).toMatchObject({ cancel_at: null, cancel_at_period_end: false });
        expect((await who.user()).subscription).toMatchObject({ tier: 'PRO', cancelAt: null });
      }
    },
  );

  test('that is paid at once takes back a cancellation that was made in the portal', async () => {
    const who = await world.subscriber();
    await cancelInPortal(who);
    await world.passSeconds(DAY, who);
    expect(await change(who, { tier: 'PRO' })).toMatchObject({ tier: 'PRO', cancel_at_period_end: false });
  });

  test('takes back an end on a day of its own too, which no waiting update can, and so does a repeat', async () => {
    const who = await world.subscriber();
    const [item] = (await who.atStripe()).items.data;
    const cancel_at = (item?.current_period_end ?? 0) + 40 * DAY;
    await world.lab.stripe.subscriptions.update(who.subscriptionId, { cancel_at });
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, who);
    await change(who, { tier: 'PRO' });
    expect(await who.atStripe()).toMatchObject({ cancel_at });
    await who.pays('pm_card_visa');
    await world.lab.stripe.invoices.pay(String((await who.atStripe()).latest_invoice));
    // As after a crash between the payment and the end that goes with it.
    expect(await change(who, { tier: 'PRO' })).toMatchObject({ tier: 'PRO', cancel_at: null });
    expect((await who.atStripe()).cancel_at).toBeNull();
  });
});

describe('down', () => {
  test('waits for the end of the period, costs nothing now, and then happens', async () => {
    const who = await world.subscriber({ price: 'studio' });
    const { currentPeriodEnd = '' } = (await who.user()).subscription ?? {};
    expect(await preview(who, { tier_name: 'core' })).toEqual({
      amount_due_now: 0,
      currency: 'usd',
      credits_now: 0,
      next_amount: 499,
      next_at: currentPeriodEnd,
      effective_at: currentPeriodEnd,
    });
    expect(await change(who, { tier_name: 'core' })).toMatchObject({
      tier: 'STUDIO',
      unlimited: true,
      pending_change: {
        tier: 'CORE',
        interval: 'month',
        waits_for: 'period_end',
        effective_at: currentPeriodEnd,
      },
    });
    expect(await invoicesOf(who)).toEqual([[2999, 'paid']]);
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'CORE', pendingChange: null });
    expect((await invoicesOf(who))[0]).toEqual([499, 'paid']);
    await world.passSeconds(31 * DAY, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'CORE', scheduleId: null });
  });

  test('of the interval is one too, whatever the plan: what is paid for is used first', async () => {
    const who = await world.subscriber({ price: 'proYearly' });
    const after = await change(who, { tier: 'STUDIO' });
    expect(after).toMatchObject({ tier: 'PRO', interval: 'year' });
    expect(after.pending_change).toEqual({
      tier: 'STUDIO',
      interval: 'month',
      waits_for: 'period_end',
      effective_at: after.current_period_end,
    });
  });

  test('keeps a discount over the change', async () => {
    const coupon = await world.lab.stripe.coupons.create({ percent_off: 50, duration: 'forever' });
    const who = await world.subscriber({ price: 'pro', discounts: [{ coupon: coupon.id }] });
    expect((await preview(who, { tier: 'CORE' })).next_amount).toBe(249);
    await change(who, { tier: 'CORE' });
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await invoicesOf(who))[0]).toEqual([249, 'paid']);
  });

  test('can be changed to another, and is undone by choosing the present plan, or by resuming', async () => {
    const who = await world.subscriber({ price: 'studio' });
    await change(who, { tier: 'CORE' });
    expect(await change(who, { tier: 'PRO' })).toMatchObject({ pending_change: { tier: 'PRO' } });
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject({ tier: 'STUDIO', pending_change: null });
    expect((await who.atStripe()).schedule).toBeNull();
    await change(who, { tier: 'CORE' });
    expect(await resume(who)).toMatchObject({ tier: 'STUDIO', pending_change: null });
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'STUDIO' });
  });

  test('gives way to an upgrade, which then stays', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await change(who, { tier: 'CORE' });
    await world.passSeconds(DAY, who);
    expect((await preview(who, { tier: 'STUDIO' })).amount_due_now).toBeGreaterThan(0);
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject({ tier: 'STUDIO', pending_change: null });
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'STUDIO' });
  });

  test.each([
    ['once more', (who: Subscriber) => change(who, { tier: 'STUDIO' })],
    ['on its own page', payOnItsPage],
  ])('stays while an upgrade is not paid, and gives way to it once that is paid %s', async (_, pay) => {
    const who = await world.subscriber({ price: 'pro' });
    await change(who, { tier: 'CORE' });
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, who);
    const waiting = { pending_change: { tier: 'STUDIO', waits_for: 'payment' } };
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject(waiting);
    await who.pays('pm_card_visa');
    await pay(who);
    expect((await who.user()).subscription).toMatchObject({
      tier: 'STUDIO',
      pendingChange: null,
      scheduleId: null,
    });
    expect(await change(who, { tier: 'CORE' })).toMatchObject({ pending_change: { tier: 'CORE' } });
    await tellOfChanges(who);
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'CORE' });
  });

  test('happens after all when an upgrade was declined and not paid in time', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await change(who, { tier: 'CORE' });
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, who);
    await change(who, { tier: 'STUDIO' });
    await world.passSeconds(DAY, who);
    expect((await who.user()).subscription).toMatchObject({
      tier: 'PRO',
      pendingChange: { tier: 'CORE', waitsFor: 'period_end' },
    });
    await who.pays('pm_card_visa');
    await world.passSeconds(29 * DAY + 3_700, who);
    expect((await invoicesOf(who)).map(([total]) => total)).toEqual([499, expect.any(Number), 1499]);
    expect((await who.user()).subscription).toMatchObject({ tier: 'CORE' });
  });

  test('that was chosen anew after such an upgrade stays, though the word of it comes late', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await change(who, { tier: 'CORE' });
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, who);
    await change(who, { tier: 'STUDIO' });
    await who.pays('pm_card_visa');
    await world.lab.stripe.invoices.pay(String((await who.atStripe()).latest_invoice));
    expect(await change(who, { tier: 'CORE' })).toMatchObject({ pending_change: { tier: 'CORE' } });
    await tellOfChanges(who);
    expect((await who.user()).subscription).toMatchObject({
      tier: 'STUDIO',
      pendingChange: { tier: 'CORE', waitsFor: 'period_end' },
    });
  });

  test('in place of a cancellation keeps the subscription', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await cancel(who);
    expect(await preview(who, { tier: 'CORE' })).toMatchObject({ amount_due_now: 0, next_amount: 499 });
    expect(await change(who, { tier: 'CORE' })).toMatchObject({
      cancel_at_period_end: false,
      pending_change: { tier: 'CORE' },
    });
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ status: 'active', tier: 'CORE' });
  });
});

describe('during a trial', () => {
  test('a change costs nothing, takes effect at once, and the trial goes on', async () => {
    const who = await world.subscriber({ trialDays: 7 });
    const { trialEnd } = (await who.user()).subscription ?? {};
    expect(await preview(who, { tier: 'PRO' })).toMatchObject({
      amount_due_now: 0,
      credits_now: 0,
      next_amount: 1499,
      next_at: trialEnd,
    });
    expect(await change(who, { tier: 'PRO' })).toMatchObject({
      tier: 'PRO',
      status: 'trialing',
      trial_end: trialEnd,
      pending_change: null,
    });
    expect(await change(who, { tier: 'CORE' })).toMatchObject({ tier: 'CORE', status: 'trialing' });
    await world.passSeconds(7 * DAY + 3_700, who);
    expect((await invoicesOf(who))[0]).toEqual([499, 'paid']);
  });

  test('a change to a plan that has no trial ends it: the plan is paid at once, or not given', async () => {
    const who = await world.subscriber({ trialDays: 7 });
    await world.passSeconds(DAY, who);
    expect(await preview(who, { tier: 'STUDIO' })).toMatchObject({ amount_due_now: 2999, next_amount: 2999 });
    await who.pays('pm_card_chargeCustomerFail');
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject({
      tier: 'CORE',
      unlimited: false,
      status: 'trialing',
      pending_change: { tier: 'STUDIO', waits_for: 'payment' },
    });
    await who.pays('pm_card_visa');
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject({
      tier: 'STUDIO',
      unlimited: true,
      status: 'active',
    });
    expect((await invoicesOf(who))[0]).toEqual([2999, 'paid']);
  });
});

describe('no change', () => {
  test('is made by choosing the plan one has', async () => {
    const who = await world.subscriber();
    expect(await preview(who, { tier: 'CORE' })).toMatchObject({ amount_due_now: 0, credits_now: 0 });
    expect(await change(who, { tier: 'CORE' })).toMatchObject({ tier: 'CORE', pending_change: null });
    expect(await invoicesOf(who)).toHaveLength(1);
  });

  test('is possible without a live subscription, nor to what is not sold', async () => {
    const nobody = await world.stranger();
    await expect(changePlan(world.deps, nobody, { tier: 'PRO' }, undefined)).rejects.toMatchObject({
      code: 'not_found',
      message: 'No active subscription found',
    });
    const who = await world.subscriber();
    await expect(change(who, { tier: 'GOLD' })).rejects.toMatchObject({
      code: 'invalid_request',
      message: 'Invalid tier: GOLD',
    });
    await expect(change(who, { tier: 'FREE' })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(change(who, { price_id: 'price_of_others' })).rejects.toMatchObject({
      code: 'invalid_request',
      message: 'Unknown price',
    });
    await expect(change(who, { tier: 'PRO', tier_name: 'Core' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await world.lab.stripe.subscriptions.cancel(who.subscriptionId);
    await expect(change(who, { tier: 'PRO' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is made while a payment is overdue or collection is paused', async () => {
    const who = await world.subscriber();
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(31 * DAY + 3_700, who);
    const overdue = {
      code: 'plan_change_refused',
      message: 'A payment is overdue. Please pay it first, then change the plan.',
    };
    await expect(change(who, { tier: 'PRO' })).rejects.toMatchObject(overdue);
    await expect(preview(who, { tier: 'PRO' })).rejects.toMatchObject(overdue);
    const paused = await world.subscriber();
    await world.lab.stripe.subscriptions.update(paused.subscriptionId, {
      pause_collection: { behavior: 'void' },
    });
    await expect(change(paused, { tier: 'PRO' })).rejects.toMatchObject({ code: 'plan_change_refused' });
    expect(await priceOf(paused)).toBe(499);
  });
});

describe('a repeat', () => {
  test('under the same Idempotency-Key changes nothing again, whatever was changed since', async () => {
    const who = await world.subscriber();
    await change(who, { tier: 'PRO' }, 'key-1');
    await change(who, { tier: 'STUDIO' }, 'key-2');
    expect(await change(who, { tier: 'PRO' }, 'key-1')).toMatchObject({
      tier: 'STUDIO',
      pending_change: null,
    });
    await expect(change(who, { tier: 'CORE' }, 'key-1')).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
    // A refusal is not kept.
    await expect(change(who, { tier: 'GOLD' }, 'key-3')).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await change(who, { tier: 'CORE' }, 'key-3')).toMatchObject({ pending_change: { tier: 'CORE' } });
  });

  test.each([
    ['answered with an error', 500, false, 'upstream_failed'],
    ['was cut off after it was done', 'cut', true, undefined],
    ['answered 429', 429, false, 'dependency_unavailable'],
  ])('succeeds after Stripe %s, and charges once', async (_, answer, effect, code) => {
    const who = await world.subscriber();
    await world.passSeconds(DAY, who);
    await world.faults({
      method: 'POST',
      path: `/v1/subscriptions/${who.subscriptionId}`,
      answer,
      effect,
    });
    const first = change(who, { tier: 'PRO' }, 'key');
    if (code === undefined) expect(await first).toMatchObject({ tier: 'PRO' });
    else await expect(first).rejects.toMatchObject({ code });
    expect(await change(who, { tier: 'PRO' }, 'key')).toMatchObject({ tier: 'PRO' });
    expect(await invoicesOf(who)).toHaveLength(2);
  });

  test.each([
    ['/v1/subscription_schedules', false],
    ['/v1/subscription_schedules', true],
    ['/v1/subscription_schedules/*', false],
    ['/v1/subscription_schedules/*', true],
  ])('finishes a downgrade that was cut off at %s (done: %s)', async (path, effect) => {
    const who = await world.subscriber({ price: 'pro' });
    await world.faults({ method: 'POST', path, answer: 'cut', effect });
    await change(who, { tier: 'CORE' }).catch(() => undefined);
    expect(await change(who, { tier: 'CORE' })).toMatchObject({ pending_change: { tier: 'CORE' } });
    await world.passSeconds(31 * DAY + 3_700, who);
    expect((await who.user()).subscription).toMatchObject({ tier: 'CORE' });
  });

  test('finishes an upgrade that was cut off before it took the place of a scheduled downgrade', async () => {
    const who = await world.subscriber({ price: 'pro' });
    await change(who, { tier: 'CORE' });
    await world.faults({
      method: 'POST',
      path: `/v1/subscriptions/${who.subscriptionId}`,
      answer: 500,
    });
    await expect(change(who, { tier: 'STUDIO' })).rejects.toMatchObject({ code: 'upstream_failed' });
    expect(await change(who, { tier: 'STUDIO' })).toMatchObject({ tier: 'STUDIO', pending_change: null });
  });
});
