import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { createHandler } from './reconcile-stripe.ts';

// Mails wait for their credits by the consumer's back-off, a second at a time.
jest.setTimeout(60_000);

let product: Product;
let table: Table;
beforeAll(async () => {
  product = await startProduct();
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);
});
afterAll(() => product.close());

const hourMs = 3_600_000;
const nowSeconds = () => Math.floor(Date.now() / 1_000);

/** The function as the schedule runs it, so many hours from now. */
async function reconcileIn(hours: number, event: object = {}, environment = product.cloud.settings) {
  const run = createHandler({
    ...patientOutside,
    environment,
    clock: { now: () => new Date(Date.now() + hours * hourMs) },
  });
  const result = await run(event);
  if (result.outcome !== 'reconciled') throw new Error(`Reconcile ended as ${result.outcome}`);
  return result;
}

/** By hand, over all that this file's tests have made. */
const since = { sinceEpochSeconds: nowSeconds() - 3_600 };

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
  await product.settled();
  await product.simulator(`/_sim/disputes/${dispute.id}/settle`, { outcome: 'won' });
}

/** All that a person can see of it, without ids and times. */
async function stateOf(someone: Person, email: string) {
  const { json: credits } = await someone.call('GET', '/api/billing/credits');
  const { json: ledger } = await someone.call<{ entries: { type: string; credits_delta: number }[] }>(
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
    entries: ledger.entries.map(({ type, credits_delta }) => `${type} ${credits_delta}`).sort(),
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
      .sort(),
  };
}

async function somebodysDay(email: string) {
  const someone = await product.account(email);
  await customersDay(someone);
  await product.settled();
  return someone;
}

const end = {
  credits: { balance: 45, available: 45, held: 0, unlimited: false, tier: 'FREE' },
  payments: [
    [800, 'failed', 0, 0, 0],
    [600, 'paid', 0, 0, 0],
    [500, 'paid', 200, 0, 10],
  ],
};
const disputeMails = ['The dispute over $6.00 is settled', 'Your bank has taken back $6.00'];
const otherMails = [
  'We refunded $2.00',
  'Your payment of $8.00 did not go through',
  'Your receipt: 25 credits for $5.00',
  'Your receipt: 30 credits for $6.00',
];

test('72 hours without the webhook route, then reconcile, end as if nothing had been', async () => {
  const lucky = await somebodysDay('lucky@example.com');
  expect(await stateOf(lucky, 'lucky@example.com')).toEqual({
    ...end,
    entries: ['Purchase 25', 'Purchase 30', 'Refund -10', 'Refund -30', 'Refund 30'],
    mails: [...disputeMails, ...otherMails].sort(),
  });
  await setWebhookRoute('down');
  const unlucky = await somebodysDay('unlucky@example.com');
  expect((await unlucky.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 0 });
  await setWebhookRoute('up');

  expect((await reconcileIn(72)).forwarded).toBe(9);
  await product.settled();
  expect(await stateOf(unlucky, 'unlucky@example.com')).toEqual({
    ...end,
    // The dispute is over when it is heard of: it takes nothing, and nobody is told of it.
    entries: ['Purchase 25', 'Purchase 30', 'Refund -10'],
    mails: otherMails,
  });
  // Begins again where something had been missing: both people's checkouts, refunds and disputes.
  expect(await reconcileIn(73)).toMatchObject({ forwarded: 0, differences: [], compared: 10 });
  expect(await reconcileIn(74)).toMatchObject({ forwarded: 0, differences: [], compared: 0 });
  expect((await product.audit()).differences).toEqual([]);
});

describe('reconcile', () => {
  test('leaves alone what is on its way: events of the last ten minutes', async () => {
    await setWebhookRoute('down');
    const someone = await product.account('young@example.com');
    await product.buy(someone, 25);
    await setWebhookRoute('up');
    expect((await reconcileIn(0, since)).forwarded).toBe(0);
    expect((await reconcileIn(1, since)).forwarded).toBe(1);
    await product.settled();
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
  });

  test('brings back what got lost between bus and consumer, once the consumer has been silent for a day', async () => {
    const someone = await product.account('lost@example.com');
    await setWebhookRoute('down');
    await product.buy(someone, 25);
    await setWebhookRoute('up');
    const [event] = (await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 })).data;
    const arrivedAt = new Date().toISOString();
    // It came, and was recorded; its message to the other consumers was lost.
    await table.put({ Item: { ...keys.event(event?.id ?? ''), arrivedAt } });
    expect((await reconcileIn(24, since)).forwarded).toBe(0);
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 0 });
    expect((await reconcileIn(26, since)).forwarded).toBe(1);
    await product.settled();
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
    expect((await reconcileIn(26, since)).forwarded).toBe(0);
  });

  test('counts an event that came late, and waits, from when it came', async () => {
    const someone = await product.account('waits@example.com');
    await setWebhookRoute('down');
    await product.buy(someone, 25);
    await setWebhookRoute('up');
    const [event] = (await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 })).data;
    const arrivedAt = new Date(Date.now() + 40 * hourMs).toISOString();
    await table.put({ Item: { ...keys.event(event?.id ?? ''), arrivedAt } });
    expect((await reconcileIn(41, since)).forwarded).toBe(0);
    expect((await reconcileIn(66, since)).forwarded).toBe(1);
    await product.settled();
  });

  test('finds what is missing on every page of a list', async () => {
    await setWebhookRoute('down');
    const crowd = await product.account('crowd@example.com');
    await product.buy(crowd, 100);
    const payment_intent = await intentOfLastPayment(crowd);
    for (let i = 0; i < 60; i += 1) await product.stripe.refunds.create({ payment_intent, amount: 10 });
    await setWebhookRoute('up');
    // The purchase, and each refund made and updated.
    expect((await reconcileIn(1, since)).forwarded).toBe(121);
    await product.settled(60_000);
    expect((await crowd.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 70 });
  });
});

describe('a payment that is not as Stripe has it', () => {
  async function person(email: string) {
    const someone = await product.account(email);
    const { id: userId } = (await someone.call<{ id: string }>('GET', '/api/auth/user')).json;
    return { someone, userId };
  }
  async function lastPayment(someone: Person) {
    const { json } = await someone.call<{ payments: { id: string; checkout_session_id: string }[] }>(
      'GET',
      '/api/billing/payments',
    );
    const [payment] = json.payments;
    if (!payment) throw new Error('There is no payment');
    return payment;
  }
  const pretend = (userId: string, paymentId: string, field: string, value: unknown) =>
    table.update({
      Key: keys.payment(userId, paymentId),
      UpdateExpression: 'SET #field = :value',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':value': value },
    });

  test('is named at every run until it agrees, and nothing is mended by itself', async () => {
    await reconcileIn(200);
    const { someone, userId } = await person('differs@example.com');
    await product.buy(someone, 25);
    await product.settled();
    const payment = await lastPayment(someone);
    await pretend(userId, payment.id, 'status', 'open');
    const difference = {
      stripeId: payment.checkout_session_id,
      ours: payment.id,
      words: 'Stripe was paid, the payment is open here',
    };
    // Stripe's clock is hours behind: the run is told where to look.
    expect((await reconcileIn(2, since)).differences).toEqual([difference]);
    await table.put({
      Item: {
        ...keys.cursor('reconcile-stripe'),
        seenUntilEpochSeconds: nowSeconds() - 3_600,
        longLookAtEpochSeconds: nowSeconds(),
        openIds: [],
      },
    });
    expect((await reconcileIn(2)).differences).toEqual([difference]);
    expect((await reconcileIn(3)).differences).toEqual([difference]);
    expect((await reconcileIn(100)).differences).toEqual([difference]);
    expect((await table.get(keys.payment(userId, payment.id)))?.status).toBe('open');
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 25 });
    await pretend(userId, payment.id, 'status', 'paid');
    expect((await reconcileIn(101)).differences).toEqual([]);
    expect((await reconcileIn(102)).compared).toBe(0);
  });

  test('is found for refunds and disputes too, by what the payer has', async () => {
    const { someone, userId } = await person('back@example.com');
    await product.buy(someone, 25);
    await product.settled();
    const { id } = await lastPayment(someone);
    const payment_intent = await intentOfLastPayment(someone);
    const refund = await product.stripe.refunds.create({ payment_intent, amount: 200 });
    const dispute = (await product.simulator(`/_sim/payments/${payment_intent}/dispute`, {
      amount: 300,
    })) as { id: string };
    await product.settled();
    await pretend(userId, id, 'reversals', {});
    const { differences } = await reconcileIn(2, since);
    expect(differences).toEqual(
      expect.arrayContaining([
        {
          stripeId: refund.id,
          ours: id,
          words: 'Of the refund the payer has 200 usd at Stripe, 0 here',
        },
        {
          stripeId: dispute.id,
          ours: id,
          words: 'Of the dispute the payer has 300 usd at Stripe, 0 here',
        },
      ]),
    );
    expect(differences).toHaveLength(2);
    expect((await reconcileIn(0, since)).differences).toEqual([]);
    await pretend(userId, id, 'status', 'failed');
    expect((await reconcileIn(2, since)).differences.map(({ stripeId }) => stripeId)).toHaveLength(3);
  });

  test('paid by nobody that Cue knows is told, and not kept for the next run', async () => {
    const { someone } = await person('foreign@example.com');
    await product.buy(someone, 25);
    await product.settled();
    const session = await product.stripe.checkout.sessions.retrieve(
      (await lastPayment(someone)).checkout_session_id,
    );
    await table.remove({ Key: keys.customer(String(session.customer)) });
    const { differences } = await reconcileIn(2, since);
    expect(differences.find(({ stripeId }) => stripeId === session.id)).toEqual({
      stripeId: session.id,
      ours: undefined,
      words: `Paid at Stripe. No user has the customer ${session.customer}`,
      staff: 'unknown_customer',
    });
  });
});

test('while Stripe is switched off or not set up, nothing is looked at, and that is said', async () => {
  const { STRIPE_SECRET_KEY: _, ...keyless } = product.cloud.settings;
  for (const environment of [{ ...product.cloud.settings, STRIPE_ENABLED: 'false' }, keyless]) {
    expect(await createHandler({ ...patientOutside, environment })({})).toEqual({
      outcome: 'stripeNotSetUp',
    });
  }
});
