import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openSubscriptionWorld, type SubscriptionWorld } from '../../infra/testing/subscription-world.ts';
import type { StripeEvent } from '../../lib/contract/stripe-events.ts';

jest.setTimeout(30_000);

let world: SubscriptionWorld;
beforeEach(async () => {
  world = await openSubscriptionWorld();
});
afterEach(() => world.close());

const about = (events: StripeEvent[], type: string) =>
  events.filter((event) => event.type === `customer.subscription.${type}`);

async function status() {
  const { subscription } = await world.user();
  return subscription && { status: subscription.status, tier: subscription.tier };
}

describe('a subscription in the table', () => {
  test('is active when `updated` comes before `created`', async () => {
    const made = await world.subscribe(world.lab.prices.core, { payment_behavior: 'default_incomplete' });
    await world.lab.stripe.invoices.pay(String(made.latest_invoice), {});
    const events = await world.news();
    const [created] = about(events, 'created');
    const [updated] = about(events, 'updated');
    if (!created || !updated) throw new Error('Stripe told less than it does');
    expect(created.data.object.status).toBe('incomplete');
    await world.consume('sync-subscription', updated);
    await world.consume('sync-subscription', created);
    expect(await status()).toEqual({ status: 'active', tier: 'CORE' });
  });

  test('stays canceled when an `updated` comes after `deleted`', async () => {
    const { id } = await world.subscribe(world.lab.prices.pro);
    await world.lab.stripe.subscriptions.update(id, { metadata: { note: 'late' } });
    await world.lab.stripe.subscriptions.cancel(id);
    const events = await world.news();
    for (const event of [
      ...about(events, 'deleted'),
      ...about(events, 'updated'),
      ...about(events, 'created'),
    ])
      await world.consume('sync-subscription', event);
    expect(await status()).toEqual({ status: 'canceled', tier: 'PRO' });
    const [row] = await world.rows();
    expect(row).toMatchObject({ status: 'canceled', endedAt: '2027-01-01T10:00:00.000Z' });
  });

  test.each([['as told'], ['the other way round']])(
    'is as Stripe has it when two events of one second come %s',
    async (order) => {
      const { id } = await world.subscribe(world.lab.prices.core);
      await world.settle();
      await world.upgrade({ id }, world.lab.prices.pro);
      await world.lab.stripe.subscriptions.update(id, { cancel_at_period_end: true });
      const events = about(await world.news(), 'updated');
      expect(new Set(events.map(({ created }) => created)).size).toBe(1);
      expect(events.length).toBeGreaterThan(1);
      await world.settle(order === 'as told' ? events : events.toReversed());
      const { subscription } = await world.user();
      expect(subscription).toMatchObject({
        tier: 'PRO',
        status: 'active',
        cancelAtPeriodEnd: true,
        cancelAt: '2027-02-01T10:00:00.000Z',
        currentPeriodStart: '2027-01-01T10:00:00.000Z',
        currentPeriodEnd: '2027-02-01T10:00:00.000Z',
      });
    },
  );

  test('ends at `cancel_at` also when `cancel_at_period_end` is not set', async () => {
    const { id } = await world.subscribe(world.lab.prices.core);
    await world.lab.stripe.subscriptions.update(id, { cancel_at: Date.parse('2027-01-20T10:00:00Z') / 1000 });
    await world.settle();
    const { subscription } = await world.user();
    expect(subscription).toMatchObject({ cancelAtPeriodEnd: true, cancelAt: '2027-01-20T10:00:00.000Z' });
  });

  test('that is over asks for no payment any more', async () => {
    const { id } = await world.subscribe(world.lab.prices.core);
    await world.lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count: 9 });
    await world.passDays(33);
    await world.settle();
    expect((await world.user()).subscription?.paymentUrl).toMatch(/^http/);
    await world.lab.stripe.subscriptions.cancel(id);
    await world.settle();
    expect((await world.user()).subscription).toMatchObject({ status: 'canceled', paymentUrl: null });
  });

  test('that counts is the same after both are over, whichever is told last', async () => {
    const first = await world.subscribe(world.lab.prices.core);
    await world.settle();
    await world.lab.stripe.subscriptions.cancel(first.id);
    const firstEnded = await world.news();
    const second = await world.subscribe(world.lab.prices.pro);
    await world.lab.stripe.subscriptions.cancel(second.id);
    const secondTold = about(await world.news(), 'created');
    await world.settle([...firstEnded, ...secondTold, ...firstEnded]);
    expect((await world.user()).subscription).toMatchObject({ subscriptionId: first.id, status: 'canceled' });
    expect(await world.rows()).toHaveLength(2);
  });

  test('is written once, however often it is told', async () => {
    await world.subscribe(world.lab.prices.core);
    const events = await world.news();
    await world.settle(events);
    const rows = await world.rows();
    await world.settle([...events, ...events.toReversed()]);
    expect(await world.rows()).toEqual(rows);
  });

  test('of a customer deleted at Stripe is over, and the customer is forgotten', async () => {
    await world.subscribe(world.lab.prices.core);
    await world.settle();
    await world.lab.stripe.customers.del(world.customerId);
    const events = await world.news();
    for (const event of events.filter(({ type }) => type.startsWith('customer.')))
      await world.consume('sync-subscription', event);
    expect(await status()).toEqual({ status: 'canceled', tier: 'CORE' });
    expect((await world.user()).stripeCustomerId).toBeUndefined();
    expect(await world.deltas()).toEqual([25]);
  });

  test('at a price that is not in the catalog is parked with the reason, and nothing is written', async () => {
    const product = await world.lab.stripe.products.create({ name: 'Made by hand' });
    const price = await world.lab.stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month' },
    });
    const { id } = await world.subscribe(price.id);
    const [created] = about(await world.news(), 'created');
    if (!created) throw new Error('Stripe told less than it does');
    await world.consume('sync-subscription', created);
    expect(await world.world.parkedReason(created.id, 'sync-subscription')).toBe(`${id} is at ${price.id}`);
    expect(await world.rows()).toEqual([]);
  });
});

test('an invoice that a plan left unpaid at its end cannot be paid any more', async () => {
  const { id } = await world.subscribe(world.lab.prices.core);
  await world.settle();
  await world.lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count: 9 });
  await world.passDays(70);
  await world.settle();
  expect(await status()).toEqual({ status: 'canceled', tier: 'CORE' });
  const { data } = await world.lab.stripe.invoices.list({ subscription: id });
  expect(data.map((invoice) => invoice.status)).toEqual(['void', 'paid']);
});

describe('two subscriptions that were both paid', () => {
  test('leave the earlier one; the later is ended and refunded, and says which stays', async () => {
    const { pro, core } = world.lab.prices;
    const first = await world.subscribe(core);
    world.lab.passSeconds(60);
    const second = await world.subscribe(pro);
    const events = await world.news();
    // The later is told first.
    for (const event of about(events, 'created').toReversed())
      await world.consume('sync-subscription', event);
    expect(await status()).toEqual({ status: 'active', tier: 'CORE' });
    const rows = Object.fromEntries((await world.rows()).map((row) => [row.subscriptionId, row]));
    expect(rows[first.id]).toMatchObject({ status: 'active', duplicateOf: null });
    expect(rows[second.id]).toMatchObject({ status: 'canceled', duplicateOf: first.id });
    const { data } = await world.lab.stripe.refunds.list({});
    expect(data.map(({ amount, reason }) => ({ amount, reason }))).toEqual([
      { amount: 1499, reason: 'duplicate' },
    ]);
    await world.settle(events);
    await world.settle();
    expect((await world.lab.stripe.refunds.list({})).data).toHaveLength(1);
    expect(((await world.deltas()) as number[]).sort((a, b) => a - b)).toEqual([-100, 25, 100]);
  });

  test.each([
    ['the refund is refused', { method: 'POST', path: '/v1/refunds', answer: 500 }],
    [
      'the answer to the refund is lost',
      { method: 'POST', path: '/v1/refunds', answer: 'cut', effect: true },
    ],
    ['Stripe is too busy for the end', { method: 'DELETE', path: '/v1/subscriptions/*', answer: 429 }],
    [
      'the answer to the end is lost',
      { method: 'DELETE', path: '/v1/subscriptions/*', answer: 'cut', effect: true },
    ],
  ])('end the same when %s and the event comes again', async (_, fault) => {
    const { pro, core } = world.lab.prices;
    await world.subscribe(core);
    world.lab.passSeconds(60);
    const second = await world.subscribe(pro);
    const created = about(await world.news(), 'created');
    await world.lab.control('POST', '/_sim/api-faults', { faults: [fault] });
    for (let telling = 0; telling < 2; telling += 1) {
      for (const event of created) await world.world.deliver('sync-subscription', event);
    }
    expect(await status()).toEqual({ status: 'active', tier: 'CORE' });
    expect((await world.lab.stripe.subscriptions.retrieve(second.id)).status).toBe('canceled');
    const { data } = await world.lab.stripe.refunds.list({});
    expect(data.map(({ amount }) => amount)).toEqual([1499]);
  });

  test('leave the later one when the earlier is over at Stripe, though that is not told yet', async () => {
    const first = await world.subscribe(world.lab.prices.core);
    await world.settle();
    world.lab.passSeconds(60);
    await world.subscribe(world.lab.prices.pro);
    const events = await world.news();
    await world.lab.stripe.subscriptions.cancel(first.id);
    await world.settle(events);
    expect(await status()).toEqual({ status: 'active', tier: 'PRO' });
    expect((await world.lab.stripe.refunds.list({})).data).toEqual([]);
  });

  test('end the later one also when Stripe refuses its refund, and staff are told of that', async () => {
    await world.subscribe(world.lab.prices.core);
    await world.settle();
    world.lab.passSeconds(60);
    const second = await world.subscribe(world.lab.prices.pro);
    const { data } = await world.lab.stripe.paymentIntents.list({ customer: world.customerId, limit: 1 });
    const intent = data[0]?.id ?? '';
    await world.lab.control('POST', `/_sim/payments/${intent}/dispute`, {});
    const [created] = about(await world.news(), 'created');
    if (!created) throw new Error('Stripe told less than it does');
    await world.consume('sync-subscription', created);
    expect((await world.lab.stripe.subscriptions.retrieve(second.id)).status).toBe('canceled');
    expect(await world.world.parkedReason(created.id, 'sync-subscription')).toBe(
      `Ended as duplicates: ${second.id}. Not refunded: ${intent}`,
    );
  });
});
