import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { type ProductSubscribers, productSubscribers } from '../../infra/testing/product-subscribers.ts';
import { tableScan } from '../../infra/testing/table-scan.ts';
import { readBalance } from '../../lib/credits/balance.ts';
import { parkedRows } from '../../lib/events/parked-events.ts';
import { keys, ledgerPrefix } from '../../lib/platform/keys.ts';
import { createHandler as eraseAccounts } from '../schedules/erase-accounts.ts';
import { createHandler as reconcile } from '../schedules/reconcile-stripe.ts';

let product: Product;
let plans: ProductSubscribers;
beforeAll(async () => {
  product = await startProduct();
  plans = productSubscribers(product);
}, 60_000);
afterAll(() => product.close());

const idOf = async (person: Person) => (await person.call<{ id: string }>('GET', '/api/auth/user')).json.id;
const remove = (person: Person, email: string) =>
  person.call('DELETE', '/api/account', { body: { confirm: email } });

/** The schedules, by a clock that is ahead of the product's. */
const laterBy = async (seconds: number) => {
  const ms = ((await plans.nowSeconds()) + seconds) * 1_000;
  const clock = { now: () => new Date(ms) };
  return { ...patientOutside, environment: product.cloud.settings, clock, realClock: clock };
};
const finish = async () => eraseAccounts(await laterBy(1_900))({});

async function parkedCodes(): Promise<string[]> {
  const codes: string[] = [];
  for await (const row of parkedRows(plans.table))
    codes.push(row.outcome === 'read' ? `${row.event.code} ${row.event.type}: ${row.event.words}` : row.key);
  return codes;
}

async function entriesOf(userId: string): Promise<string[]> {
  const { items } = await plans.table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': ledgerPrefix },
  });
  return items.map(({ type, creditsDelta }) => `${type} ${creditsDelta}`).sort();
}

async function mailCount(email: string): Promise<number> {
  const { emails }: { emails: { destination: { to: string[] } }[] } = await (
    await fetch(`${product.cloud.addresses.mailbox}/store`)
  ).json();
  return emails.filter(({ destination }) => destination.to.includes(email)).length;
}

/** Someone who has bought 25 credits by card. */
async function buyer(email: string) {
  const person = await product.account(email);
  const userId = await idOf(person);
  await product.buy(person, 25);
  await product.settled();
  const customer = String((await plans.table.get(keys.user(userId)))?.stripeCustomerId);
  const [intent] = (await product.stripe.paymentIntents.list({ customer, limit: 1 })).data;
  return { person, userId, email, customer, intent: intent?.id ?? '' };
}

/** Nobody was told, nobody is to look, and the books agree with Stripe. */
async function expectQuiet(): Promise<void> {
  expect(await parkedCodes()).toEqual([]);
  expect((await product.audit()).differences).toEqual([]);
  const result = await reconcile(await laterBy(2 * 3_600))({});
  expect(result).toMatchObject({ differences: [] });
}

describe('deleting an account', () => {
  test('ends its subscription at once, deletes its customer at Stripe, and mails nobody about it', async () => {
    const email = 'subscriber@example.com';
    const who = await plans.subscriber(email);
    await product.settled();
    const person = await product.account('other@example.com');
    const browser = await product.sessionOf(who.userId);
    const mailed = await mailCount(email);
    expect(mailed).toBeGreaterThan(0);
    expect((await remove(browser, email)).status).toBe(202);
    expect((await product.stripe.subscriptions.retrieve(who.subscriptionId)).status).toBe('canceled');
    expect(await product.stripe.customers.retrieve(who.customerId)).toMatchObject({ deleted: true });
    await product.settled();
    expect(await finish()).toEqual({ erased: 1, open: 0 });
    expect(await plans.rowOf(who)).toMatchObject({ status: 'canceled', paymentUrl: null });
    expect(await mailCount(email)).toBe(mailed);
    expect((await person.call('GET', '/api/auth/user')).status).toBe(200);
    await expectQuiet();
  }, 60_000);

  test('leaves no way to pay: an open checkout is closed', async () => {
    const { person, email, customer } = await buyer('open@example.com');
    await person.call('POST', '/api/payments/create-one-time-payment', { body: { credits: 30 } });
    expect((await remove(person, email)).status).toBe(202);
    const { data } = await product.stripe.checkout.sessions.list({ customer });
    expect(data.map(({ status }) => status).sort()).toEqual(['complete', 'expired']);
    await product.settled();
    await expectQuiet();
  }, 60_000);
});

describe('money that moves later', () => {
  test('a refund and a dispute find the order, and are told to nobody', async () => {
    const refunded = await buyer('refunded@example.com');
    const disputed = await buyer('disputed@example.com');
    const mails = async () => [await mailCount(refunded.email), await mailCount(disputed.email)];
    for (const { person, email } of [refunded, disputed]) await remove(person, email);
    await finish();
    const before = await mails();
    await product.stripe.refunds.create({ payment_intent: refunded.intent, amount: 200 });
    await product.simulator(`/_sim/payments/${disputed.intent}/dispute`, {});
    await product.settled();
    expect(await entriesOf(refunded.userId)).toEqual(['Purchase 25', 'Refund -10']);
    expect(await entriesOf(disputed.userId)).toEqual(['Purchase 25', 'Refund -25']);
    expect(await mails()).toEqual(before);
    await expectQuiet();
  }, 60_000);

  test('a bank debit that arrives when nobody is left is given back', async () => {
    const email = 'debit@example.com';
    const person = await product.account(email);
    const userId = await idOf(person);
    await product.buy(person, 25, { method: 'async_waits' });
    await product.settled();
    const customer = String((await plans.table.get(keys.user(userId)))?.stripeCustomerId);
    const [intent] = (await product.stripe.paymentIntents.list({ customer, limit: 1 })).data;
    expect((await remove(person, email)).status).toBe(202);
    await finish();
    await product.simulator(`/_sim/payments/${intent?.id}/settle`, { outcome: 'succeeded' });
    await product.settled();
    const [refund] = (await product.stripe.refunds.list({ payment_intent: intent?.id ?? '' })).data;
    expect(refund).toMatchObject({ amount: 500, reason: 'requested_by_customer' });
    await product.simulator(`/_sim/refunds/${refund?.id}/settle`, { outcome: 'succeeded' });
    await product.settled();
    expect(await entriesOf(userId)).toEqual(['Purchase 25', 'Refund -25']);
    expect(await readBalance(plans.table, userId)).toMatchObject({ balance: 0 });
    expect(await mailCount(email)).toBe(0);
    await expectQuiet();
  }, 60_000);
});

describe('the same person again', () => {
  test('has a new account without the old one, and no second trial', async () => {
    const first = await product.signedIn('ada@example.com');
    const userId = await idOf(first);
    const trial = { body: { tier: 'CORE' } };
    const path = '/api/payments/create-checkout-session';
    const { json } = await first.call<{ url: string }>('POST', path, trial);
    const card = new URLSearchParams({ card: '4242424242424242' });
    await fetch(json.url, { method: 'POST', body: card, redirect: 'manual' });
    await product.settled();
    expect((await remove(first, 'ada@example.com')).status).toBe(202);
    await product.settled();

    const again = await product.signedIn('ada@example.com');
    expect(await idOf(again)).not.toBe(userId);
    const { json: credits } = await again.call<{ balance: number }>('GET', '/api/billing/credits');
    expect(credits.balance).toBe(0);
    const reopened = await again.call<{ url: string }>('POST', path, trial);
    expect(reopened.status).toBe(200);
    const id = new URL(reopened.json.url).pathname.split('/').at(-1) ?? '';
    const { amount_total } = await product.stripe.checkout.sessions.retrieve(id);
    expect(amount_total).toBe(499);
  }, 60_000);
});

test('nothing in the table tells who it was, once Stripe has said all it had to say', async () => {
  const person = await product.signedIn('grace@example.com');
  const userId = await idOf(person);
  await product.buy(person, 25);
  await product.settled();
  await remove(person, 'grace@example.com');
  await product.settled();
  await finish();
  const left = JSON.stringify(await tableScan(product.cloud.settings).all());
  expect(left).toContain(userId);
  for (const word of ['grace@example.com', 'Grace', 'Hopper', 'IDENTITY#google#grace'])
    expect(left).not.toContain(word);
}, 60_000);
