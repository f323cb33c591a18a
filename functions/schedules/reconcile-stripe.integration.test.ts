import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { keys } from '../../lib/platform/keys.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { createHandler } from './reconcile-stripe.ts';

// Mails wait for their credits by the consumer's back-off, a second at a time.
jest.setTimeout(60_000);

let product: Product;
let table: Table;
beforeAll(async () => {
  product = await startProduct();
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, lambdaOutside);
});
afterAll(() => product.close());

const hourMs = 3_600_000;
const hourSeconds = 3_600;
const nowSeconds = () => Math.floor(Date.now() / 1_000);

/** The function as the schedule runs it, so many hours from now. */
const reconcileIn = (hours: number, event: object = {}) =>
  createHandler({
    ...lambdaOutside,
    environment: product.cloud.settings,
    clock: { now: () => new Date(Date.now() + hours * hourMs) },
  })(event);

async function setWebhookRoute(state: 'up' | 'down'): Promise<void> {
  const [endpoint] = (await product.stripe.webhookEndpoints.list()).data;
  await product.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: state === 'down' });
}

async function intentOfLastPayment(someone: Person): Promise<string> {
  const { json } = await someone.call<{ payments: { checkout_session_id: string }[] }>(
    'GET',
    '/api/billing/payments',
  );
  const session = await product.stripe.checkout.sessions.retrieve(
    json.payments[0]?.checkout_session_id ?? '',
  );
  return String(session.payment_intent);
}

const bankDebit = { method: 'async_waits' };

/** Two purchases, a debit that fails, a refund of a part, and a dispute that is won. */
async function customersDay(someone: Person): Promise<void> {
  await product.buy(someone, 25);
  const card = await intentOfLastPayment(someone);
  await product.buy(someone, 30, bankDebit);
  const debit = await intentOfLastPayment(someone);
  await product.simulator(`/_sim/payments/${debit}/settle`, { outcome: 'succeeded' });
  await product.buy(someone, 40, bankDebit);
  const failing = await intentOfLastPayment(someone);
  await product.simulator(`/_sim/payments/${failing}/settle`, { outcome: 'failed' });
  await product.stripe.refunds.create({ payment_intent: card, amount: 200 });
  const dispute = (await product.simulator(`/_sim/payments/${debit}/dispute`, {})) as { id: string };
  await product.simulator(`/_sim/disputes/${dispute.id}/settle`, { outcome: 'won' });
}

/** All that a person can see of it, without ids and times. */
async function stateOf(someone: Person, email: string) {
  const { json: credits } = await someone.call('GET', '/api/billing/credits');
  const { json: ledger } = await someone.call<{ entries: Record<string, unknown>[] }>(
    'GET',
    '/api/billing/ledger',
  );
  const { json: list } = await someone.call<{ payments: Record<string, unknown>[] }>(
    'GET',
    '/api/billing/payments',
  );
  const { emails } = (await (await fetch(`${product.cloud.addresses.mailbox}/store`)).json()) as {
    emails: { subject: string; destination: { to: string[] } }[];
  };
  return {
    credits,
    bought: ledger.entries
      .filter(({ type }) => type === 'Purchase')
      .map(({ credits_delta }) => credits_delta)
      .sort(),
    payments: list.payments.map((payment) => [
      payment.amount,
      payment.status,
      payment.amount_refunded,
      payment.amount_disputed,
      payment.credits_clawed_back,
    ]),
    mails: emails
      .filter((mail) => mail.destination.to.includes(email))
      .map((mail) => mail.subject)
      .filter((subject) => /receipt|refunded|did not go through/.test(subject))
      .sort(),
  };
}

async function somebodysDay(email: string) {
  const someone = await product.account(email);
  await customersDay(someone);
  return someone;
}

test('72 hours without the webhook route, then reconcile, end as if nothing had been', async () => {
  const lucky = await somebodysDay('lucky@example.com');
  await product.settled();
  await setWebhookRoute('down');
  const unlucky = await somebodysDay('unlucky@example.com');
  await product.settled();
  expect((await unlucky.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 0 });
  await setWebhookRoute('up');

  const report = await reconcileIn(72);
  expect(report.forwarded).toBeGreaterThanOrEqual(8);
  expect(report.differences).toBeUndefined();
  await product.settled();

  const end = await stateOf(unlucky, 'unlucky@example.com');
  expect(end).toEqual(await stateOf(lucky, 'lucky@example.com'));
  expect(end).toMatchObject({
    credits: { balance: 45, available: 45 },
    bought: [25, 30],
    payments: [
      [800, 'failed', 0, 0, 0],
      [600, 'paid', 0, 0, 0],
      [500, 'paid', 200, 0, 10],
    ],
    mails: [
      'We refunded $2.00',
      'Your payment of $8.00 did not go through',
      'Your receipt: 25 credits for $5.00',
      'Your receipt: 30 credits for $6.00',
    ],
  });
  expect(await reconcileIn(73)).toMatchObject({ forwarded: 0, differences: [] });
  expect((await product.audit()).differences).toEqual([]);
});

describe('reconcile', () => {
  test('leaves alone what is on its way: events of the last ten minutes', async () => {
    await setWebhookRoute('down');
    const someone = await product.account('young@example.com');
    await product.buy(someone, 25);
    await setWebhookRoute('up');
    expect((await reconcileIn(0, { sinceEpochSeconds: nowSeconds() - 60 })).forwarded).toBe(0);
    expect((await reconcileIn(1, { sinceEpochSeconds: nowSeconds() - 60 })).forwarded).toBeGreaterThan(0);
    await product.settled();
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
  });

  test('brings back what got lost between bus and consumer, once the consumer has been silent for a day', async () => {
    const someone = await product.account('lost@example.com');
    await product.buy(someone, 25);
    await product.settled();
    const [event] = (await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 })).data;
    await table.remove({ Key: keys.eventConsumer(event?.id ?? '', 'grant-credits') });
    const since = { sinceEpochSeconds: nowSeconds() - 60 };
    expect((await reconcileIn(24, since)).forwarded).toBe(0);
    expect((await reconcileIn(26, since)).forwarded).toBe(1);
    await product.settled();
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
    expect((await reconcileIn(26, since)).forwarded).toBe(0);
  });

  test('names each payment that is not as Stripe has it, and mends nothing by itself', async () => {
    const someone = await product.account('differs@example.com');
    await product.buy(someone, 25);
    await product.buy(someone, 30);
    await product.settled();
    const { json } = await someone.call<{ payments: { id: string; checkout_session_id: string }[] }>(
      'GET',
      '/api/billing/payments',
    );
    const [second, first] = json.payments;
    const { id: userId } = (await someone.call<{ id: string }>('GET', '/api/auth/user')).json;
    await table.update({
      Key: keys.payment(userId, first?.id ?? ''),
      UpdateExpression: 'SET #status = :open',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':open': 'open' },
    });
    const session = await product.stripe.checkout.sessions.retrieve(second?.checkout_session_id ?? '');
    const refund = await product.stripe.refunds.create({ payment_intent: String(session.payment_intent) });
    await product.settled();
    await table.update({
      Key: keys.payment(userId, second?.id ?? ''),
      UpdateExpression: 'SET reversals = :none',
      ExpressionAttributeValues: { ':none': {} },
    });
    const { differences } = await reconcileIn(2, { sinceEpochSeconds: nowSeconds() - 300 });
    expect(differences).toEqual([
      {
        paymentId: first?.id,
        stripeId: first?.checkout_session_id,
        words: 'Stripe was paid, the payment is open here',
      },
      {
        paymentId: second?.id,
        stripeId: refund.id,
        words: 'The refund is taken at Stripe, unknown here',
      },
    ]);
  });

  test('does nothing while Stripe is switched off or not set up', async () => {
    const run = createHandler({
      ...lambdaOutside,
      environment: { ...product.cloud.settings, STRIPE_ENABLED: 'false' },
    });
    expect(await run({})).toEqual({ seen: 0, forwarded: 0, differences: [] });
  });

  test('goes on where the last run ended, with a day of overlap', async () => {
    await reconcileIn(80 * 24);
    const cursor = await table.get(keys.cursor('reconcile-stripe'));
    expect(Number(cursor?.reconciledAtEpochSeconds) - nowSeconds()).toBeGreaterThan(79 * 24 * hourSeconds);
    expect((await reconcileIn(80 * 24 + 1)).seen).toBe(0);
  });
});
