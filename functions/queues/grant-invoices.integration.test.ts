import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openSubscriptionWorld, type SubscriptionWorld } from '../../infra/testing/subscription-world.ts';
import type { StripeEvent } from '../../lib/contract/stripe-events.ts';
import { planDeps } from '../../lib/plans/plan-deps.ts';
import { keys } from '../../lib/platform/keys.ts';
import { compareInvoice } from '../../lib/subscriptions/compare-invoice.ts';
import shippedPlans from '../../plans.json' with { type: 'json' };

jest.setTimeout(60_000);

let world: SubscriptionWorld;
beforeEach(async () => {
  world = await openSubscriptionWorld();
});
afterEach(() => world.close());

const ofType = (events: StripeEvent[], ...types: string[]) =>
  events.filter(({ type }) => types.includes(type));

describe('the credits of a month', () => {
  test.each([
    ['both events', ['invoice.paid', 'invoice.payment_succeeded']],
    ['invoice.paid alone', ['invoice.paid']],
    ['invoice.payment_succeeded alone', ['invoice.payment_succeeded']],
  ])('come once by %s, each told twice', async (_, types) => {
    await world.subscribe(world.lab.prices.core);
    const told = ofType(await world.news(), ...types);
    expect(told).toHaveLength(types.length);
    await world.settle([...told, ...told]);
    expect(await world.entries()).toEqual([
      {
        causedAt: '2027-01-01T10:00:00.000Z',
        type: 'Grant',
        creditsDelta: 25,
        notes: 'Monthly CORE subscription credits',
      },
    ]);
  });

  test('come with every paid renewal: 13 from the 31st, on the right dates', async () => {
    await world.passDays(30);
    await world.subscribe(world.lab.prices.core);
    for (let month = 0; month < 13; month += 1) {
      await world.settle();
      await world.passDays(31);
    }
    const dates = (await world.entries()).map(({ causedAt }) => String(causedAt).slice(0, 10));
    expect(dates).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
      '2027-07-31',
      '2027-08-31',
      '2027-09-30',
      '2027-10-31',
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
    ]);
    expect(new Set(await world.deltas())).toEqual(new Set([25]));
  });

  test('do not come before the renewal is paid, and come once when it is', async () => {
    const subscription = await world.subscribe(world.lab.prices.core);
    await world.lab.control('POST', `/_sim/subscriptions/${subscription.id}/fail-payments`, { count: 1 });
    await world.passDays(32);
    await world.settle();
    expect((await world.user()).subscription?.status).toBe('past_due');
    expect(await world.deltas()).toEqual([25]);
    await world.passDays(8);
    await world.settle();
    expect((await world.user()).subscription?.status).toBe('active');
    expect(await world.deltas()).toEqual([25, 25]);
  });

  test('come with a code over 100 %', async () => {
    const coupon = await world.lab.stripe.coupons.create({ percent_off: 100, duration: 'once' });
    const made = await world.subscribe(world.lab.prices.pro, { discounts: [{ coupon: coupon.id }] });
    const invoice = await world.lab.stripe.invoices.retrieve(String(made.latest_invoice));
    expect(invoice).toMatchObject({ amount_paid: 0, status: 'paid' });
    await world.settle();
    expect(await world.deltas()).toEqual([100]);
  });

  test('are found on the second page of an invoice, among prorations', async () => {
    const { core, pro } = world.lab.prices;
    const { id, items } = await world.subscribe(core);
    const [item] = items.data;
    for (let change = 0; change < 102; change += 1) {
      world.lab.passSeconds(60);
      await world.lab.stripe.subscriptions.update(id, {
        items: [{ id: item?.id ?? '', price: change % 2 === 0 ? pro : core }],
        proration_behavior: 'create_prorations',
      });
    }
    await world.passDays(32);
    const events = await world.news();
    const [renewal] = ofType(events, 'invoice.paid').slice(-1);
    const lines = await world.lab.stripe.invoices
      .listLineItems(String(renewal?.data.object.id), { limit: 100 })
      .autoPagingToArray({ limit: 300 });
    expect(lines.length).toBeGreaterThan(100);
    await world.settle(events);
    // The month before reached the higher plan's level when its prorations were paid.
    expect(await world.deltas()).toEqual([25, 25, 75]);
  });

  test('are none of an unlimited plan', async () => {
    await world.subscribe(world.lab.prices.studio);
    await world.settle();
    expect(await world.deltas()).toEqual([]);
  });

  test('are none of an invoice at a price that is not in the catalog: it is parked', async () => {
    const product = await world.lab.stripe.products.create({ name: 'Made by hand' });
    const recurring = { interval: 'month' } as const;
    const price = await world.lab.stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 1,
      recurring,
    });
    await world.subscribe(price.id);
    const [paid] = ofType(await world.news(), 'invoice.paid');
    if (!paid) throw new Error('Stripe told less than it does');
    await world.consume('grant-credits', paid);
    const reason = await world.world.parkedReason(paid.id, 'grant-credits');
    expect(reason).toBe(`${paid.data.object.id} is over ${price.id}`);
    expect(await world.deltas()).toEqual([]);
  });
});

describe('credits of a plan that the catalog raises later', () => {
  /** As if a deployment had come in between. */
  function raise() {
    const { plans, ...rest } = shippedPlans;
    const raised = plans.map((plan) => (plan.tier === 'CORE' ? { ...plan, credits: 30 } : plan));
    const file = join(mkdtempSync(join(tmpdir(), 'cue-plans-')), 'plans.json');
    writeFileSync(file, JSON.stringify({ ...rest, plans: raised }));
    world.world.environment.PLANS_FILE = file;
  }

  test('stay as they were granted when the invoice is told again, and are what a refund takes', async () => {
    await world.subscribe(world.lab.prices.core);
    const events = await world.news();
    await world.settle(events);
    raise();
    await world.settle(events);
    expect(await world.deltas()).toEqual([25]);
    const { data } = await world.lab.stripe.paymentIntents.list({ customer: world.customerId, limit: 1 });
    await world.lab.stripe.refunds.create({ payment_intent: data[0]?.id ?? '' });
    await world.settle();
    expect(await world.deltas()).toEqual([25, -25]);
  });
});

describe('an upgrade', () => {
  async function upgraded() {
    const subscription = await world.subscribe(world.lab.prices.core);
    const first = await world.news();
    world.lab.passSeconds(10 * 86_400);
    await world.upgrade(subscription, world.lab.prices.pro);
    return { subscription, first, second: await world.news() };
  }

  test('brings the difference, dated by its invoice', async () => {
    const { first, second } = await upgraded();
    await world.settle([...first, ...second]);
    expect(await world.entries()).toEqual([
      expect.objectContaining({ causedAt: '2027-01-01T10:00:00.000Z', creditsDelta: 25 }),
      {
        causedAt: '2027-01-11T10:00:00.000Z',
        type: 'Grant',
        creditsDelta: 75,
        notes: "Upgrade to PRO: the month's further credits",
      },
    ]);
  });

  test('within the second of the first payment brings the difference all the same', async () => {
    const subscription = await world.subscribe(world.lab.prices.core);
    await world.upgrade(subscription, world.lab.prices.pro);
    await world.settle();
    expect(await world.deltas()).toEqual([25, 75]);
  });

  test('ends at the same balance when it is told before the first payment', async () => {
    const { first, second } = await upgraded();
    await world.settle([...second, ...first]);
    expect(await world.deltas()).toEqual([100]);
  });

  test('and the first payment, told at the same time by several deliveries, end at the same balance', async () => {
    const { first, second } = await upgraded();
    const paid = ofType([...first, ...second], 'invoice.paid', 'invoice.payment_succeeded');
    expect(paid).toHaveLength(4);
    await Promise.all([...paid, ...paid].map((event) => world.consume('grant-credits', event)));
    const deltas = (await world.deltas()) as number[];
    expect(deltas.reduce((sum, delta) => sum + delta, 0)).toBe(100);
  });

  test('that is told after the next renewal counts for its own month', async () => {
    const { first, second } = await upgraded();
    await world.passDays(25);
    await world.settle([...first, ...(await world.news())]);
    expect(await world.deltas()).toEqual([25, 100]);
    await world.settle(second);
    expect(await world.deltas()).toEqual([25, 75, 100]);
  });

  test('grants nothing a second time when plans are toggled within the month', async () => {
    const { subscription, first, second } = await upgraded();
    const { items } = await world.lab.stripe.subscriptions.retrieve(subscription.id);
    await world.lab.stripe.subscriptions.update(subscription.id, {
      items: [{ id: items.data[0]?.id ?? '', price: world.lab.prices.core }],
      proration_behavior: 'always_invoice',
    });
    world.lab.passSeconds(86_400);
    await world.upgrade(subscription, world.lab.prices.pro);
    await world.settle([...first, ...second, ...(await world.news())]);
    expect(await world.deltas()).toEqual([25, 75]);
  });

  test('that is declined changes neither plan nor credits', async () => {
    const subscription = await world.subscribe(world.lab.prices.core);
    await world.settle();
    await world.lab.stripe.customers.update(world.customerId, {
      invoice_settings: { default_payment_method: 'pm_card_chargeCustomerFail' },
    });
    await world.upgrade(subscription, world.lab.prices.pro);
    await world.settle();
    const { subscription: now } = await world.user();
    expect(now).toMatchObject({
      tier: 'CORE',
      status: 'active',
      pendingChange: { tier: 'PRO', waitsFor: 'payment' },
    });
    expect(now?.paymentUrl).toMatch(/^http/);
    expect(await world.deltas()).toEqual([25]);
  });

  test.each([
    // Charged for a whole year from now on: its first month is a month of its own.
    ['that begins now', 'now', 100],
    // Charged for the rest of the year that the month had begun.
    ['that keeps its anchor', 'unchanged', 75],
  ] as const)('from the month to a year %s brings what is paid for', async (_, anchor, credits) => {
    const subscription = await world.subscribe(world.lab.prices.core);
    await world.settle();
    world.lab.passSeconds(10 * 86_400);
    await world.upgrade(subscription, world.lab.prices.proYearly, { billing_cycle_anchor: { type: anchor } });
    await world.settle();
    expect(await world.entries()).toEqual([
      expect.objectContaining({ creditsDelta: 25 }),
      expect.objectContaining({ causedAt: '2027-01-11T10:00:00.000Z', creditsDelta: credits }),
    ]);
  });
});

describe('a paid year', () => {
  test('brings the credits of every month once, on the day of the month', async () => {
    await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    await world.runMonths();
    expect(await world.deltas()).toEqual([100]);
    for (let month = 0; month < 11; month += 1) {
      await world.passDays(31);
      await world.settle();
      await world.runMonths();
      await world.runMonths();
    }
    const dates = (await world.entries()).map(({ causedAt }) => String(causedAt).slice(0, 10));
    expect(dates).toEqual([
      '2027-01-01',
      '2027-02-01',
      '2027-03-01',
      '2027-04-01',
      '2027-05-01',
      '2027-06-01',
      '2027-07-01',
      '2027-08-01',
      '2027-09-01',
      '2027-10-01',
      '2027-11-01',
      '2027-12-01',
    ]);
    expect(new Set(await world.deltas())).toEqual(new Set([100]));
  });

  test('catches up on months that the schedule missed', async () => {
    await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    await world.passDays(95);
    await world.runMonths();
    expect(await world.deltas()).toEqual([100, 100, 100, 100]);
  });

  test('brings each month once by runs that meet', async () => {
    await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    await world.passDays(95);
    await Promise.all([world.runMonths(), world.runMonths()]);
    expect(await world.deltas()).toEqual([100, 100, 100, 100]);
  });

  test('brings a month that had begun before the end, also when the schedule comes later', async () => {
    const { id } = await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    await world.passDays(32);
    await world.lab.stripe.subscriptions.cancel(id);
    await world.settle();
    await world.passDays(40);
    await world.runMonths();
    expect(await world.deltas()).toEqual([100, 100]);
  });

  test('that is canceled at once brings no more', async () => {
    const { id } = await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    await world.lab.stripe.subscriptions.cancel(id);
    await world.settle();
    await world.passDays(40);
    await world.runMonths();
    expect(await world.deltas()).toEqual([100]);
  });
});

describe('a paid year whose months got lost', () => {
  /** As reconcile holds the invoice against the ledger. */
  async function compared(invoiceId: string) {
    const { outside, environment, table } = world.world;
    const stripe = async () => world.lab.stripe;
    const settings = { STAGE: 'dev', PLANS_FILE: environment.PLANS_FILE };
    const trialKey = environment.IDENTITY_HASH_KEY ?? '';
    const plans = planDeps({ settings, outside }, stripe);
    return compareInvoice({ table, stripe, outside, trialKey, ...plans }, invoiceId);
  }

  test('differs from Stripe until its invoice is told again and the months have come', async () => {
    const subscription = await world.subscribe(world.lab.prices.proYearly);
    const invoiceId = String(subscription.latest_invoice);
    const events = await world.news();
    await world.settle(events);
    await world.passDays(40);
    await world.runMonths();
    expect(await compared(invoiceId)).toBe('same');
    const { userId } = world;
    await world.world.table.remove({
      Key: keys.paidYear(userId, subscription.id, '2027-01-01T10:00:00.000Z'),
    });
    expect(await compared(invoiceId)).toBe('same');
    await world.passDays(31);
    await world.runMonths();
    expect(await compared(invoiceId)).toEqual({
      stripeId: invoiceId,
      ours: userId,
      words: 'A month of the year that it paid has brought no credits here',
    });
    await world.settle(events);
    await world.runMonths();
    expect(await compared(invoiceId)).toBe('same');
    expect(await world.deltas()).toEqual([100, 100, 100]);
  });
});

describe('an upgrade within a paid year', () => {
  test('to a plan without a limit ends the months of the plan before', async () => {
    const subscription = await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    world.lab.passSeconds(86_400);
    await world.upgrade(subscription, world.lab.prices.studioYearly);
    await world.settle();
    await world.passDays(65);
    await world.runMonths();
    expect(await world.deltas()).toEqual([100]);
  });

  test('that is refunded leaves the months of the year itself', async () => {
    const subscription = await world.subscribe(world.lab.prices.coreYearly);
    await world.settle();
    world.lab.passSeconds(86_400);
    await world.upgrade(subscription, world.lab.prices.proYearly);
    await world.settle();
    expect(await world.deltas()).toEqual([25, 75]);
    const { data } = await world.lab.stripe.paymentIntents.list({ customer: world.customerId, limit: 1 });
    await world.lab.stripe.refunds.create({ payment_intent: data[0]?.id ?? '' });
    await world.settle();
    await world.passDays(62);
    await world.runMonths();
    expect((await world.deltas()).map(Number).sort((a, b) => a - b)).toEqual([-75, 25, 25, 25, 75]);
  });

  test('keeps its own months when the year before it is refunded', async () => {
    const subscription = await world.subscribe(world.lab.prices.coreYearly);
    const { data } = await world.lab.stripe.paymentIntents.list({ customer: world.customerId, limit: 1 });
    await world.settle();
    world.lab.passSeconds(86_400);
    await world.upgrade(subscription, world.lab.prices.proYearly);
    await world.settle();
    await world.lab.stripe.refunds.create({ payment_intent: data[0]?.id ?? '' });
    await world.settle();
    await world.passDays(62);
    await world.runMonths();
    expect((await world.deltas()).map(Number).sort((a, b) => a - b)).toEqual([-25, 25, 75, 75, 75]);
  });
});

describe('a trial', () => {
  test('brings its credits once, and the first paid month its own', async () => {
    await world.subscribe(world.lab.prices.core, { trial_period_days: 7 });
    const events = await world.news();
    await world.settle([...events, ...events]);
    expect(await world.entries()).toEqual([
      expect.objectContaining({ creditsDelta: 25, notes: 'CORE trial credits' }),
    ]);
    await world.passDays(9);
    await world.settle();
    expect(await world.entries()).toEqual([
      expect.objectContaining({ creditsDelta: 25, notes: 'CORE trial credits' }),
      expect.objectContaining({
        causedAt: '2027-01-08T10:00:00.000Z',
        creditsDelta: 25,
        notes: 'Monthly CORE subscription credits',
      }),
    ]);
  });
});

describe('a trial whose customer was deleted at Stripe meanwhile', () => {
  test('brings its credits all the same', async () => {
    await world.subscribe(world.lab.prices.core, { trial_period_days: 7 });
    const events = await world.news();
    await world.lab.stripe.customers.del(world.customerId);
    await world.settle(events);
    expect(await world.deltas()).toEqual([25]);
  });
});

describe('a trial that was had before', () => {
  test('goes on without credits', async () => {
    const { id } = await world.subscribe(world.lab.prices.core, { trial_period_days: 7 });
    await world.settle();
    await world.lab.stripe.subscriptions.cancel(id);
    await world.subscribe(world.lab.prices.pro, { trial_period_days: 7 });
    await world.settle();
    expect((await world.user()).subscription).toMatchObject({ tier: 'PRO', status: 'trialing' });
    expect(await world.deltas()).toEqual([25]);
  });

  test('by the same card under another account goes on without credits, and then brings what is paid for', async () => {
    await world.cardHadTrial();
    await world.subscribe(world.lab.prices.core, { trial_period_days: 7 });
    await world.settle();
    expect((await world.user()).subscription).toMatchObject({ tier: 'CORE', status: 'trialing' });
    expect(await world.deltas()).toEqual([]);
    await world.passDays(9);
    await world.settle();
    expect(await world.deltas()).toEqual([25]);
  });
});

describe('a refund of a subscription payment', () => {
  async function refund(amount?: number) {
    const { data } = await world.lab.stripe.paymentIntents.list({ customer: world.customerId });
    const [intent] = data;
    await world.lab.stripe.refunds.create({
      payment_intent: intent?.id ?? '',
      ...(amount ? { amount } : {}),
    });
    return ofType(await world.news(), 'refund.created', 'refund.updated');
  }

  test('takes its share of the credits, once', async () => {
    await world.subscribe(world.lab.prices.pro);
    await world.settle();
    const told = await refund(500);
    for (const event of [...told, ...told]) await world.consume('grant-credits', event);
    expect(await world.deltas()).toEqual([100, -33]);
  });

  test('that is told before the grant waits for it', async () => {
    await world.subscribe(world.lab.prices.pro);
    const events = await world.news();
    const told = await refund();
    const [first] = told;
    if (!first) throw new Error('Stripe told less than it does');
    await expect(world.consume('grant-credits', first)).rejects.toThrow('grant-credits failed');
    await world.settle(events);
    for (const event of told) await world.consume('grant-credits', event);
    expect(await world.deltas()).toEqual([100, -100]);
  });

  test('of half a year takes half of the months that come later, too', async () => {
    await world.subscribe(world.lab.prices.proYearly);
    await world.settle();
    for (const event of await refund(7450)) await world.consume('grant-credits', event);
    await world.passDays(32);
    await world.runMonths();
    expect(await world.deltas()).toEqual([100, -50, 50]);
    for (const event of await refund(7450)) await world.consume('grant-credits', event);
    await world.passDays(31);
    await world.runMonths();
    const deltas = (await world.deltas()) as number[];
    expect(deltas.reduce((sum, delta) => sum + delta, 0)).toBe(0);
  });
});
