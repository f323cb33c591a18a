import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';

// A mail waits for its credits by the consumer's back-off, a second at a time.
jest.setTimeout(20_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Entry {
  id: string;
  type: string;
  credits_delta: number;
  notes: string;
}
interface Payment {
  amount_refunded: number;
  amount_disputed: number;
  credits_clawed_back: number;
  credits_granted: number;
  checkout_session_id: string;
}

const creditsOf = async (someone: Person) => (await someone.call('GET', '/api/billing/credits')).json;
const entriesOf = async (someone: Person) =>
  (await someone.call<{ entries: Entry[] }>('GET', '/api/billing/ledger')).json.entries;
const paymentOf = async (someone: Person) => {
  const { json } = await someone.call<{ payments: Payment[] }>('GET', '/api/billing/payments');
  const [payment] = json.payments;
  if (!payment) throw new Error('There is no payment');
  return payment;
};
const back = async (someone: Person) => {
  const { amount_refunded, amount_disputed, credits_clawed_back } = await paymentOf(someone);
  return { amount_refunded, amount_disputed, credits_clawed_back };
};
const refundDeltas = async (someone: Person) =>
  (await entriesOf(someone)).filter(({ type }) => type === 'Refund').map((entry) => entry.credits_delta);

let made = 0;
/** Someone who bought credits by a card, and what Stripe knows of the payment. */
async function buyer(credits = 25, card = '4242424242424242') {
  made += 1;
  const email = `buyer${made}@example.com`;
  const someone = await product.account(email);
  await product.buy(someone, credits, { card });
  await product.settled();
  const { checkout_session_id } = await paymentOf(someone);
  const session = await product.stripe.checkout.sessions.retrieve(checkout_session_id);
  return { someone, email, intent: String(session.payment_intent) };
}

async function refund(intent: string, amount?: number) {
  const made = await product.stripe.refunds.create({ payment_intent: intent, ...(amount ? { amount } : {}) });
  await product.settled();
  return made;
}

const control = async (path: string, body: unknown) => {
  const answer = await product.simulator(path, body);
  await product.settled();
  return answer as { id: string };
};

async function mailSubjects(email: string): Promise<string[]> {
  const { emails } = (await (await fetch(`${product.cloud.addresses.mailbox}/store`)).json()) as {
    emails: { subject: string; destination: { to: string[] } }[];
  };
  return emails.filter((mail) => mail.destination.to.includes(email)).map((mail) => mail.subject);
}

describe('a refund', () => {
  test('in full takes all the credits back, once, and is in the ledger, the payment and a mail', async () => {
    const { someone, email, intent } = await buyer();
    const made = await refund(intent);
    expect(await creditsOf(someone)).toMatchObject({ balance: 0, available: 0 });
    expect((await entriesOf(someone)).find(({ type }) => type === 'Refund')).toEqual({
      id: `refund:${made.id}:debited`,
      type: 'Refund',
      credits_delta: -25,
      balance_after: expect.any(Number),
      notes: 'Refund: 25 credits',
      source: { kind: 'refund', id: made.id, event_id: expect.stringMatching(/^evt_/) },
      created_at: expect.any(String),
    });
    expect(await paymentOf(someone)).toMatchObject({
      status: 'paid',
      credits_granted: 25,
      amount_refunded: 500,
      amount_disputed: 0,
      credits_clawed_back: 25,
    });
    expect(await mailSubjects(email)).toEqual(['Your receipt: 25 credits for $5.00', 'We refunded $5.00']);
  });

  test('in parts takes back the rounded share of all parts together', async () => {
    const { someone, intent } = await buyer();
    await refund(intent, 130);
    expect(await back(someone)).toEqual({ amount_refunded: 130, amount_disputed: 0, credits_clawed_back: 7 });
    await refund(intent, 130);
    expect(await back(someone)).toEqual({
      amount_refunded: 260,
      amount_disputed: 0,
      credits_clawed_back: 13,
    });
    await refund(intent);
    expect(await back(someone)).toEqual({
      amount_refunded: 500,
      amount_disputed: 0,
      credits_clawed_back: 25,
    });
    expect((await refundDeltas(someone)).toSorted((a, b) => a - b)).toEqual([-12, -7, -6]);
    expect(await creditsOf(someone)).toMatchObject({ balance: 0 });
  });

  test('of a cent takes no credit, and the payment tells of the cent', async () => {
    const { someone, intent } = await buyer();
    await refund(intent, 1);
    expect(await back(someone)).toEqual({ amount_refunded: 1, amount_disputed: 0, credits_clawed_back: 0 });
    expect(await refundDeltas(someone)).toEqual([]);
  });

  test('that fails gives the credits back, and says so by mail', async () => {
    const { someone, email, intent } = await buyer();
    const made = await refund(intent, 250);
    expect(await creditsOf(someone)).toMatchObject({ balance: 12 });
    await control(`/_sim/refunds/${made.id}/settle`, { outcome: 'failed' });
    expect(await creditsOf(someone)).toMatchObject({ balance: 25 });
    expect(await back(someone)).toEqual({ amount_refunded: 0, amount_disputed: 0, credits_clawed_back: 0 });
    expect(await mailSubjects(email)).toEqual([
      'Your receipt: 25 credits for $5.00',
      'We refunded $2.50',
      'Our refund of $2.50 did not reach you',
    ]);
  });

  test('that is pending takes nothing until it succeeds', async () => {
    const { someone, email, intent } = await buyer(25, '4000000000007726');
    const made = await refund(intent);
    expect(made.status).toBe('pending');
    expect(await creditsOf(someone)).toMatchObject({ balance: 25 });
    expect(await mailSubjects(email)).toEqual(['Your receipt: 25 credits for $5.00']);
    await control(`/_sim/refunds/${made.id}/settle`, { outcome: 'succeeded' });
    expect(await creditsOf(someone)).toMatchObject({ balance: 0 });
    expect(await mailSubjects(email)).toEqual(['Your receipt: 25 credits for $5.00', 'We refunded $5.00']);
  });

  test('that is pending and then fails moves nothing and mails nothing', async () => {
    const { someone, email, intent } = await buyer(25, '4000000000007726');
    const made = await refund(intent);
    await control(`/_sim/refunds/${made.id}/settle`, { outcome: 'failed' });
    expect(await refundDeltas(someone)).toEqual([]);
    expect(await mailSubjects(email)).toEqual(['Your receipt: 25 credits for $5.00']);
  });

  test('of credits that are spent leaves available below zero, and the next purchase fills it', async () => {
    const { someone, email, intent } = await buyer();
    await someone.call('POST', '/api/billing/spend', { body: { credits: 20, reason: 'Generate' } });
    await refund(intent);
    expect(await creditsOf(someone)).toMatchObject({ balance: -20, available: -20 });
    const short = await someone.call('POST', '/api/billing/spend', { body: { credits: 1, reason: 'More' } });
    expect(short).toMatchObject({
      status: 402,
      json: { detail: 'Insufficient credits. You have -20, need 1' },
    });
    await product.buy(someone, 30);
    await product.settled();
    expect(await creditsOf(someone)).toMatchObject({ balance: 10, available: 10 });
    expect((await mailSubjects(email)).slice(1)).toEqual([
      'We refunded $5.00',
      'Your receipt: 30 credits for $6.00',
    ]);
  });

  test('told ten times, in any order, takes back once', async () => {
    const { someone, intent } = await buyer();
    await product.simulator('/_sim/webhooks', { duplicate: 9, shuffle: true });
    try {
      await refund(intent, 200);
      await refund(intent, 200);
    } finally {
      await product.simulator('/_sim/webhooks', {});
    }
    await product.settled();
    expect(await back(someone)).toEqual({
      amount_refunded: 400,
      amount_disputed: 0,
      credits_clawed_back: 20,
    });
    expect((await product.audit()).differences).toEqual([]);
  });

  test('takes the share of what was paid after a discount', async () => {
    const coupon = await product.stripe.coupons.create({ percent_off: 50, duration: 'once' });
    await product.stripe.promotionCodes.create({
      code: 'HALF',
      promotion: { type: 'coupon', coupon: coupon.id },
    });
    const someone = await product.account('discount@example.com');
    await product.buy(someone, 25, { card: '4242424242424242', promotion_code: 'HALF' });
    await product.settled();
    const { checkout_session_id } = await paymentOf(someone);
    const session = await product.stripe.checkout.sessions.retrieve(checkout_session_id);
    expect(session.amount_total).toBe(250);
    await refund(String(session.payment_intent), 125);
    expect(await creditsOf(someone)).toMatchObject({ balance: 12 });
  });
});

describe('a dispute', () => {
  test('takes the credits while the bank has the money, and gives them back when it is won', async () => {
    const { someone, email, intent } = await buyer();
    const dispute = await control(`/_sim/payments/${intent}/dispute`, {});
    expect(await creditsOf(someone)).toMatchObject({ balance: 0 });
    expect(await back(someone)).toEqual({
      amount_refunded: 0,
      amount_disputed: 500,
      credits_clawed_back: 25,
    });
    await control(`/_sim/disputes/${dispute.id}/settle`, { outcome: 'won' });
    expect(await creditsOf(someone)).toMatchObject({ balance: 25 });
    expect(await back(someone)).toEqual({ amount_refunded: 0, amount_disputed: 0, credits_clawed_back: 0 });
    expect((await entriesOf(someone)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([`dispute:${dispute.id}:withdrawn`, `dispute:${dispute.id}:reinstated`]),
    );
    expect(await mailSubjects(email)).toEqual([
      'Your receipt: 25 credits for $5.00',
      'Your bank has taken back $5.00',
      'The dispute over $5.00 is settled',
    ]);
  });

  test('that is lost leaves the credits taken, and nothing more is taken or said', async () => {
    const { someone, email, intent } = await buyer();
    const dispute = await control(`/_sim/payments/${intent}/dispute`, {});
    await control(`/_sim/disputes/${dispute.id}/settle`, { outcome: 'lost' });
    expect(await refundDeltas(someone)).toEqual([-25]);
    expect((await mailSubjects(email)).slice(1)).toEqual(['Your bank has taken back $5.00']);
  });

  test('that is only an inquiry takes nothing', async () => {
    const { someone, email, intent } = await buyer();
    await control(`/_sim/payments/${intent}/dispute`, { kind: 'inquiry' });
    expect(await creditsOf(someone)).toMatchObject({ balance: 25 });
    expect(await mailSubjects(email)).toEqual(['Your receipt: 25 credits for $5.00']);
  });

  test('after a refund of the same payment never takes more than was granted', async () => {
    const { someone, intent } = await buyer();
    await refund(intent, 300);
    const dispute = await control(`/_sim/payments/${intent}/dispute`, { amount: 500 });
    expect(await back(someone)).toMatchObject({ credits_clawed_back: 25 });
    expect(await creditsOf(someone)).toMatchObject({ balance: 0 });
    await control(`/_sim/disputes/${dispute.id}/settle`, { outcome: 'won' });
    expect(await creditsOf(someone)).toMatchObject({ balance: 10 });
  });
});
