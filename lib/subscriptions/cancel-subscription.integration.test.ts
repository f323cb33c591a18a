import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changePlan } from './change-plan.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { subscriptionAnswer } from './subscription-answer.ts';
import { subscriptionStatus } from './subscription-status.ts';

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

const DAY = 86_400;
const overAMonth = 31 * DAY + 3_700;

const cancel = async (who: Subscriber) => cancelSubscription(world.deps, await who.user());
const resume = async (who: Subscriber) => resumeSubscription(world.deps, await who.user());
const answered = async (who: Subscriber) =>
  subscriptionAnswer(world.deps.catalog, (await who.user()).subscription, world.deps.outside.clock.now());
const statusOf = async (who: Subscriber) =>
  subscriptionStatus(world.deps.catalog, (await who.user()).subscription);

async function openInvoicesOf({ subscriptionId }: Subscriber) {
  const { data } = await world.lab.stripe.invoices.list({ subscription: subscriptionId, status: 'open' });
  return data.length;
}

const atPeriodEnd = { status: 'success', message: 'Subscription will cancel at period end' };
const now = { status: 'success', message: 'Subscription canceled' };
const none = { code: 'not_found', message: 'No active subscription found' };

async function overdue() {
  const who = await world.subscriber();
  await who.pays('pm_card_chargeCustomerFail');
  await world.passSeconds(overAMonth, who);
  expect(await answered(who)).toMatchObject({ status: 'past_due' });
  expect(await openInvoicesOf(who)).toBe(1);
  return who;
}

describe('a cancellation', () => {
  test('keeps access to the end of the period, then the plan is FREE', async () => {
    const who = await world.subscriber();
    expect(await cancel(who)).toEqual(atPeriodEnd);
    const { currentPeriodEnd } = (await who.user()).subscription ?? {};
    expect(await answered(who)).toMatchObject({
      tier: 'CORE',
      status: 'active',
      cancel_at_period_end: true,
      cancel_at: currentPeriodEnd,
    });
    expect(await statusOf(who)).toMatchObject({
      has_subscription: true,
      status: 'active',
      plan_name: 'Core',
    });
    await world.passSeconds(overAMonth, who);
    expect(await answered(who)).toBeNull();
    expect(await statusOf(who)).toEqual({ has_subscription: false, status: 'none' });
    expect((await world.lab.stripe.invoices.list({ subscription: who.subscriptionId })).data).toHaveLength(1);
  });

  test('twice is not an error', async () => {
    const who = await world.subscriber();
    await cancel(who);
    const before = await who.atStripe();
    await world.passSeconds(60, who);
    expect(await cancel(who)).toEqual(atPeriodEnd);
    expect((await who.atStripe()).canceled_at).toBe(before.canceled_at);
  });

  test('that the portal made is one', async () => {
    const who = await world.subscriber();
    const [item] = (await who.atStripe()).items.data;
    const cancel_at = item?.current_period_end ?? 0;
    await world.lab.stripe.subscriptions.update(who.subscriptionId, { cancel_at });
    expect(await cancel(who)).toEqual(atPeriodEnd);
    expect(await who.atStripe()).toMatchObject({ cancel_at, cancel_at_period_end: false });
  });

  test('of a trial is one at its end, and nothing is ever charged', async () => {
    const who = await world.subscriber({ trialDays: 7 });
    expect(await cancel(who)).toEqual(atPeriodEnd);
    expect(await answered(who)).toMatchObject({ status: 'trialing', cancel_at_period_end: true });
    await world.passSeconds(8 * DAY, who);
    expect(await answered(who)).toBeNull();
    const { data } = await world.lab.stripe.invoices.list({ subscription: who.subscriptionId });
    expect(data.map(({ amount_due }) => amount_due)).toEqual([0]);
  });

  test('lets go of a scheduled downgrade, and of an upgrade that waits for its payment', async () => {
    const down = await world.subscriber({ price: 'pro' });
    await changePlan(world.deps, await down.user(), { tier: 'CORE' }, undefined);
    expect(await cancel(down)).toEqual(atPeriodEnd);
    expect(await answered(down)).toMatchObject({ cancel_at_period_end: true, pending_change: null });
    const up = await world.subscriber();
    await up.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(DAY, up);
    await changePlan(world.deps, await up.user(), { tier: 'PRO' }, undefined);
    expect(await cancel(up)).toEqual(atPeriodEnd);
    expect(await answered(up)).toMatchObject({
      cancel_at_period_end: true,
      pending_change: null,
      payment_url: null,
    });
    expect(await openInvoicesOf(up)).toBe(0);
  });

  test('while past due ends it now, voids the open invoice, and nothing more is tried', async () => {
    const who = await overdue();
    expect(await cancel(who)).toEqual(now);
    expect(await answered(who)).toBeNull();
    expect(await openInvoicesOf(who)).toBe(0);
    await who.pays('pm_card_visa');
    await world.passSeconds(60 * DAY, who);
    const { data } = await world.lab.stripe.invoices.list({ subscription: who.subscriptionId });
    expect(data.map(({ status }) => status)).toEqual(['void', 'paid']);
    await expect(cancel(who)).rejects.toMatchObject(none);
  });

  test('while past due leaves no draft of the next renewal that would be charged later', async () => {
    await world.lab.control('POST', '/_sim/billing', { afterRetries: 'past_due' });
    const who = await overdue();
    const { currentPeriodEnd = '' } = (await who.user()).subscription ?? {};
    const leftSeconds = (Date.parse(currentPeriodEnd) - world.deps.outside.clock.now().getTime()) / 1_000;
    await world.passSeconds(leftSeconds + 60, who);
    await world.lab.control('POST', '/_sim/billing', {});
    const invoices = async () =>
      (await world.lab.stripe.invoices.list({ subscription: who.subscriptionId })).data;
    expect((await invoices()).map(({ status }) => status)).toEqual(['draft', 'open', 'paid']);
    expect(await cancel(who)).toEqual(now);
    await who.pays('pm_card_visa');
    await world.passSeconds(DAY, who);
    expect((await invoices()).map(({ status }) => status)).toEqual(['draft', 'void', 'paid']);
  });

  test('that was cut off before the invoice was void is finished by a repeat', async () => {
    const who = await overdue();
    await world.faults({ method: 'POST', path: '/v1/invoices/*', answer: 500 });
    await expect(cancel(who)).rejects.toMatchObject({ code: 'upstream_failed' });
    expect((await who.atStripe()).status).toBe('canceled');
    expect(await cancel(who)).toEqual(now);
    expect(await openInvoicesOf(who)).toBe(0);
    expect(await answered(who)).toBeNull();
  });

  test('while past due, asked for twice at the same time, is one', async () => {
    const who = await overdue();
    expect(await Promise.all([cancel(who), cancel(who)])).toEqual([now, now]);
    expect(await openInvoicesOf(who)).toBe(0);
  });

  test('needs something to cancel', async () => {
    await expect(cancelSubscription(world.deps, await world.stranger())).rejects.toMatchObject(none);
    const who = await world.subscriber();
    await world.lab.stripe.subscriptions.cancel(who.subscriptionId);
    await world.passSeconds(0, who);
    await expect(cancel(who)).rejects.toMatchObject(none);
  });
});

describe('resuming', () => {
  test('takes back a cancellation, of ours or of the portal', async () => {
    const who = await world.subscriber();
    await cancel(who);
    const resumed = { status: 'active', cancel_at_period_end: false, cancel_at: null };
    expect(await resume(who)).toMatchObject(resumed);
    const [item] = (await who.atStripe()).items.data;
    await world.lab.stripe.subscriptions.update(who.subscriptionId, {
      cancel_at: item?.current_period_end ?? 0,
    });
    expect(await resume(who)).toMatchObject(resumed);
    await world.passSeconds(overAMonth, who);
    expect(await answered(who)).toMatchObject({ status: 'active', tier: 'CORE' });
  });

  test('with nothing to take back answers the subscription', async () => {
    const who = await world.subscriber();
    expect(await resume(who)).toEqual(await answered(who));
  });

  test('is too late when it is over', async () => {
    const who = await world.subscriber();
    await cancel(who);
    await world.passSeconds(overAMonth);
    await expect(resume(who)).rejects.toMatchObject({
      code: 'not_found',
      message: 'No subscription found',
    });
  });
});
