import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { type ProductSubscribers, productSubscribers } from '../../infra/testing/product-subscribers.ts';
import { tellAgain } from '../../lib/events/tell-again.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { keys } from '../../lib/platform/keys.ts';
import { monthCause } from '../../lib/subscriptions/reach-level.ts';
import { createHandler } from './reconcile-stripe.ts';

jest.setTimeout(90_000);

const hourSeconds = 3_600;

let product: Product;
let people: ProductSubscribers;
let startedAt: number;
beforeAll(async () => {
  product = await startProduct();
  people = productSubscribers(product);
});
afterAll(() => product.close());

async function setWebhookRoute(state: 'up' | 'down'): Promise<void> {
  const [endpoint] = (await product.stripe.webhookEndpoints.list()).data;
  await product.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: state === 'down' });
}
afterEach(() => setWebhookRoute('up'));

/** From here on the test's own people are looked at, and nobody else's events. */
async function begin(): Promise<void> {
  await people.pass(2 * hourSeconds);
  startedAt = await people.nowSeconds();
}

async function byHand(mode: 'look' | 'apply') {
  const nowMs = (await people.nowSeconds()) * 1_000;
  const outside = {
    ...patientOutside,
    environment: product.cloud.settings,
    clock: { now: () => new Date(nowMs) },
  };
  const result = await createHandler(outside)({ sinceEpochSeconds: startedAt, mode });
  if (result.outcome !== 'reconciled') throw new Error(`Reconcile ended as ${result.outcome}`);
  return result;
}

const told = async () =>
  (await byHand('look')).differences.map(({ stripeId, words, staff }) => ({ stripeId, words, staff }));

/** Leads the consumers to an object, as `--apply` does where no event tells of it; answers what it put on the bus. */
async function lead(objectId: string, eventId?: string): Promise<string> {
  const nowMs = (await people.nowSeconds()) * 1_000;
  const outside = {
    ...patientOutside,
    environment: product.cloud.settings,
    clock: { now: () => new Date(nowMs) },
  };
  const { BUS_NAME = '', EVENTBRIDGE_ENDPOINT } = product.cloud.settings;
  const bus = createBus({ BUS_NAME, EVENTBRIDGE_ENDPOINT }, outside);
  const put = await tellAgain(
    { bus, outside, stripe: async () => product.stripe, live: false },
    objectId,
    eventId,
  );
  await product.settled();
  return put;
}

test('an invoice that is paid at Stripe, and whose credits are not here, is told and brings them', async () => {
  await begin();
  const someone = await people.subscriber('gap@invoices.example');
  await people.pass(2 * hourSeconds);
  const before = await people.stateOf(someone);
  const { id: stripeId = '' } = await people.lastInvoice(someone);
  const row = await people.rowOf(someone);
  const entry = keys.ledgerEntry(
    someone.userId,
    String(row?.currentPeriodStart),
    monthCause(someone.subscriptionId),
  );
  expect(await told()).toEqual([]);
  await people.table.remove({ Key: entry });
  expect(await told()).toEqual([
    { stripeId, words: 'Paid at Stripe, its credits are not granted here', staff: undefined },
  ]);
  expect(await people.table.get(entry)).toBeUndefined();
  await byHand('apply');
  await product.settled();
  expect(await told()).toEqual([]);
  expect(await people.stateOf(someone)).toEqual(before);
});

test('credits of an invoice that is not paid are for staff', async () => {
  await begin();
  const someone = await people.subscriber('unpaid@invoices.example');
  await people.pass(hourSeconds);
  const row = await people.rowOf(someone);
  const cause = monthCause(someone.subscriptionId);
  const entry = await people.table.get(
    keys.ledgerEntry(someone.userId, String(row?.currentPeriodStart), cause),
  );
  await people.pays(someone, 'pm_card_chargeCustomerFail');
  await product.stripe.subscriptions.update(someone.subscriptionId, {
    billing_cycle_anchor: { type: 'now' },
    proration_behavior: 'none',
    payment_behavior: 'allow_incomplete',
  });
  await people.pass(2 * hourSeconds);
  const { id: stripeId = '', status, lines } = await people.lastInvoice(someone);
  expect(status).toBe('open');
  expect(await told()).toEqual([]);
  const monthStart = new Date((lines.data[0]?.period.start ?? 0) * 1_000).toISOString();
  await people.table.put({
    Item: {
      ...entry,
      ...keys.ledgerEntry(someone.userId, monthStart, cause),
      causedAt: monthStart,
      sourceId: stripeId,
    },
  });
  const words = 'It is open at Stripe, and 25 credits were granted for it here';
  expect(await told()).toEqual([{ stripeId, words, staff: 'unpaid_grant' }]);
});

test('a trial, a refund and a deleted customer of which nothing was heard are told without a trace, then mended', async () => {
  await begin();
  const gone = await people.subscriber('gone@invoices.example');
  await product.settled();
  await setWebhookRoute('down');
  const trying = await people.subscriber('trying@invoices.example', { tier: 'PRO', trialDays: 7 });
  const someone = await people.subscriber('back@invoices.example');
  const { id: refund } = await people.refund(someone, 200);
  await product.stripe.customers.del(gone.customerId);
  await people.pass(2 * hourSeconds);
  const { id: trialInvoice = '' } = await people.lastInvoice(trying);
  const { id: invoice = '' } = await people.lastInvoice(someone);
  const missing = 'Paid at Stripe, its credits are not granted here';
  const differences = await told();
  expect(differences.map(({ stripeId, words }) => [stripeId, words])).toEqual(
    expect.arrayContaining([
      [trying.subscriptionId, 'There is no row of it here; Stripe has it as trialing at PRO'],
      [trialInvoice, missing],
      [someone.subscriptionId, 'There is no row of it here; Stripe has it as active at CORE'],
      [invoice, missing],
      [refund, `Back with the payer: 200 usd. The credits of ${invoice} are on their way`],
      [gone.customerId, 'The customer is deleted at Stripe, and still the one of a user here'],
      [gone.subscriptionId, expect.stringContaining('status is active here, canceled at Stripe')],
    ]),
  );
  expect(differences).toHaveLength(7);
  expect(await people.stateOf(trying)).toMatchObject({ rows: [], entries: [], mails: [] });
  expect(await people.table.get(keys.payment(someone.userId, invoice))).toBeUndefined();
  await setWebhookRoute('up');
  expect((await byHand('apply')).forwarded).toBeGreaterThan(0);
  await product.settled();
  expect((await people.stateOf(trying)).entries).toEqual(['Grant 100: PRO trial credits']);
  expect((await people.stateOf(someone)).entries).toEqual([
    'Grant 25: Monthly CORE subscription credits',
    'Refund -10: Partial refund: Core plan',
  ]);
  expect((await people.stateOf(gone)).plan).toMatchObject({ status: 'canceled' });
  expect(await told()).toEqual([]);
});

test('a refund of an invoice is compared without a payment row being made for it', async () => {
  await begin();
  const someone = await people.subscriber('looked@invoices.example');
  await people.pass(hourSeconds);
  await setWebhookRoute('down');
  const { id: stripeId } = await people.refund(someone, 200);
  await people.pass(2 * hourSeconds);
  const words = 'Of the refund the payer has 200 usd at Stripe, 0 here';
  expect(await told()).toEqual([{ stripeId, words, staff: undefined }]);
  const { id: invoice = '' } = await people.lastInvoice(someone);
  expect(await people.table.get(keys.payment(someone.userId, invoice))).toBeUndefined();
});

test('references lead the consumers to what no event tells of any more, once, and bring no mail', async () => {
  await setWebhookRoute('down');
  const buyer = await product.account('buyer@invoices.example');
  await product.buy(buyer, 25);
  const [session] = (await product.stripe.checkout.sessions.list({ limit: 1 })).data;
  const someone = await people.subscriber('led@invoices.example');
  const { id: refund } = await people.refund(someone, 200);
  const { id: invoice = '' } = await people.lastInvoice(someone);
  // An event that Stripe no longer has is as good as none.
  expect(await lead(someone.subscriptionId, 'evt_gone')).toMatch(`drift_${someone.subscriptionId}_`);
  for (const id of [invoice, refund, invoice, refund, session?.id ?? '']) await lead(id);
  expect(await people.stateOf(someone)).toMatchObject({
    plan: { status: 'active', tier: 'CORE' },
    hasWidget: true,
    entries: ['Grant 25: Monthly CORE subscription credits', 'Refund -10: Partial refund: Core plan'],
    mails: [],
  });
  expect((await buyer.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
  await lead(someone.customerId);
  expect(await people.table.get(keys.user(someone.userId))).toMatchObject({
    stripeCustomerId: someone.customerId,
  });
  await product.stripe.customers.del(someone.customerId);
  await lead(someone.customerId);
  expect((await people.stateOf(someone)).plan).toMatchObject({ status: 'canceled' });
  expect((await people.table.get(keys.user(someone.userId)))?.stripeCustomerId).toBeUndefined();
});

test('a reference to what Stripe has not got is parked, and listed under its own name', async () => {
  const id = await lead('sub_nowhere');
  expect(await people.table.get(keys.eventConsumer(id, 'sync-subscription'))).toMatchObject({
    state: 'parked',
    code: 'not_at_stripe',
    type: 'cue.subscription.drifted',
    words: `Stripe no longer has what ${id} names`,
  });
});
