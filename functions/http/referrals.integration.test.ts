import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { productSubscribers } from '../../infra/testing/product-subscribers.ts';
import type { LedgerEntry } from '../../lib/contract/billing-routes.ts';
import type { Referrals } from '../../lib/contract/referral-routes.ts';
import { keys } from '../../lib/platform/keys.ts';

jest.setTimeout(60_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

// The two sides of a referral pay with cards of their own.
const visa = { card: '4242424242424242' };
const mastercard = { card: '5555555555554444' };

let made = 0;
const newAddress = () => {
  made += 1;
  return `someone${made}@example.com`;
};
const referralsOf = async (someone: Person) => (await someone.call<Referrals>('GET', '/api/referrals')).json;
const idOf = async (someone: Person) => (await someone.call<{ id: string }>('GET', '/api/auth/user')).json.id;
const creditsOf = async (someone: Person) =>
  (await someone.call<{ balance: number }>('GET', '/api/billing/credits')).json.balance;
const entriesOf = async (someone: Person) =>
  (await someone.call<{ entries: LedgerEntry[] }>('GET', '/api/billing/ledger')).json.entries;
const rewardsOf = async (someone: Person) =>
  (await entriesOf(someone))
    .filter(({ source }) => source.kind === 'referral')
    .map(({ type, credits_delta, notes }) => `${type} ${credits_delta}: ${notes}`)
    .reverse();

/** Someone, and who they invited: with accounts, and without purchases. */
async function pair(addresses: { inviter?: string; invited?: string } = {}) {
  const inviter = await product.account(addresses.inviter ?? newAddress());
  const { code } = await referralsOf(inviter);
  const invited = await product.account(addresses.invited ?? newAddress(), code);
  return { inviter, invited, code };
}

async function buys(someone: Person, form: Record<string, string> = mastercard, credits = 25) {
  await product.buy(someone, credits, form);
  await product.settled();
  const { json } = await someone.call<{ payments: { checkout_session_id: string }[] }>(
    'GET',
    '/api/billing/payments',
  );
  const session = await product.stripe.checkout.sessions.retrieve(
    json.payments[0]?.checkout_session_id ?? '',
  );
  return String(session.payment_intent);
}

async function refund(payment_intent: string, amount?: number) {
  const refund = await product.stripe.refunds.create({ payment_intent, ...(amount ? { amount } : {}) });
  await product.settled();
  return refund;
}

const control = async (path: string, body: unknown) => {
  const answer = await product.simulator(path, body);
  await product.settled();
  return answer as { id: string };
};

describe('a code', () => {
  test('is made when it is first asked for, and stays, however many ask at once', async () => {
    const someone = await product.account(newAddress());
    const answers = await Promise.all(Array.from({ length: 10 }, () => referralsOf(someone)));
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
    const { code } = answers[0] ?? { code: '' };
    expect(code).toMatch(/^[2-9BCDFGHJKMNPQRSTVWXYZ]{8}$/);
    expect(await referralsOf(someone)).toEqual({
      code,
      url: `http://localhost:5000/?ref=${code}`,
      invited: 0,
      rewarded: 0,
      credits_earned: 0,
    });
  });

  test('is of nobody who is not signed in', async () => {
    expect((await product.newPerson().call('GET', '/api/referrals')).status).toBe(401);
  });

  test('goes through the sign-in to the account that this makes, and to no account that was there', async () => {
    const inviter = await product.account(newAddress());
    const { code } = await referralsOf(inviter);
    const invited = product.newPerson();
    await invited.signIn('google', 'ada@example.com', `/auth/google?ref=${code.toLowerCase()}`);
    expect(await referralsOf(inviter)).toMatchObject({ invited: 1, rewarded: 0 });
    await invited.signIn('google', 'ada@example.com', `/auth/google?ref=${code}`);
    await product.newPerson().signIn('github', 'ada', `/auth/github?ref=${code}`);
    expect(await referralsOf(inviter)).toMatchObject({ invited: 1 });
    await buys(invited);
    expect(await referralsOf(inviter)).toMatchObject({ invited: 1, rewarded: 1, credits_earned: 10 });
  });

  test('that nobody has brings nobody anything', async () => {
    const someone = await product.account(newAddress(), '22222222');
    await buys(someone);
    expect(await rewardsOf(someone)).toEqual([]);
  });

  test.each([
    ['that nobody has', '22222222'],
    ['that is none', 'x'.repeat(3_000)],
    ['that is nothing', ''],
    ['that is there twice', '22222222&ref=33333333'],
  ])('%s keeps nobody from signing in', async (_, code) => {
    const end = await product.newPerson().signIn('google', 'grace@example.com', `/auth/google?ref=${code}`);
    expect(end).toBe('http://localhost:5000/?success=true');
  });

  test('that many bring at once counts each of them', async () => {
    const inviter = await product.account(newAddress());
    const { code } = await referralsOf(inviter);
    await Promise.all(Array.from({ length: 8 }, () => product.account(newAddress(), code)));
    expect(await referralsOf(inviter)).toMatchObject({ invited: 8 });
  });
});

describe('the first purchase of who was invited', () => {
  test('brings ten credits to both, once, and either ledger says what for', async () => {
    const { inviter, invited } = await pair();
    await buys(invited);
    await buys(invited);
    expect(await rewardsOf(inviter)).toEqual([
      'Grant 10: Referral reward: somebody you invited made a first purchase',
    ]);
    expect(await rewardsOf(invited)).toEqual([
      'Grant 10: Referral reward: your first purchase by invitation',
    ]);
    expect(await creditsOf(inviter)).toBe(10);
    expect(await creditsOf(invited)).toBe(60);
    expect(await referralsOf(inviter)).toMatchObject({ invited: 1, rewarded: 1, credits_earned: 10 });
  });

  test('tells the inviter nothing of who it was', async () => {
    const { inviter, invited } = await pair();
    const intent = await buys(invited);
    const told = JSON.stringify([await entriesOf(inviter), await referralsOf(inviter)]);
    for (const secret of [await idOf(invited), intent, 'evt_', 'cs_', 'ord_', 'someone'])
      expect(told).not.toContain(secret);
  });

  test('is the first that costs something', async () => {
    const coupon = await product.stripe.coupons.create({ percent_off: 100, duration: 'once' });
    const promotion = { type: 'coupon', coupon: coupon.id } as const;
    await product.stripe.promotionCodes.create({ code: 'ALL', promotion });
    const { inviter, invited } = await pair();
    await product.buy(invited, 25, { ...mastercard, promotion_code: 'ALL' });
    await product.settled();
    expect(await creditsOf(invited)).toBe(25);
    expect(await creditsOf(inviter)).toBe(0);
    await buys(invited);
    expect(await creditsOf(inviter)).toBe(10);
  });

  test('may be of a plan: a trial brings nothing, its first paid month does', async () => {
    const subscribers = productSubscribers(product);
    const inviter = await product.account(newAddress());
    const address = newAddress();
    const invited = await product.account(address, (await referralsOf(inviter)).code);
    await subscribers.subscriber(address, { trialDays: 7 });
    await subscribers.pass(86_400);
    expect(await creditsOf(inviter)).toBe(0);
    await subscribers.pass(7 * 86_400);
    expect(await creditsOf(inviter)).toBe(10);
    expect(await rewardsOf(invited)).toHaveLength(1);
    await subscribers.pass(31 * 86_400);
    expect(await creditsOf(inviter)).toBe(10);
  });

  test('told ten times, in any order, together with the second, brings it once', async () => {
    const { inviter, invited } = await pair();
    await product.simulator('/_sim/webhooks', { duplicate: 9, shuffle: true });
    try {
      await product.buy(invited, 25, mastercard);
      await product.buy(invited, 30, mastercard);
      await product.settled();
    } finally {
      await product.simulator('/_sim/webhooks', {});
    }
    expect(await creditsOf(inviter)).toBe(10);
    expect(await creditsOf(invited)).toBe(65);
    expect((await product.audit()).differences).toEqual([]);
  });

  test('when the inviter is gone brings the reward to the invited side alone', async () => {
    const { inviter, invited } = await pair();
    const userId = await idOf(inviter);
    await productSubscribers(product).table.remove({ Key: keys.user(userId) });
    await buys(invited);
    expect(await rewardsOf(invited)).toHaveLength(1);
    expect(await productSubscribers(product).table.get(keys.balance(userId))).toBeUndefined();
  });
});

test('whoever comes again after deleting their account is rewarded, and rewards, no second time', async () => {
  const email = newAddress();
  const { inviter, invited, code } = await pair({ invited: email });
  await buys(invited);
  expect((await invited.call('DELETE', '/api/account', { body: { confirm: email } })).status).toBe(202);
  await product.settled();
  const again = await product.account(email, code);
  expect(await idOf(again)).not.toBe('');
  await buys(again);
  expect(await rewardsOf(again)).toEqual([]);
  expect(await referralsOf(inviter)).toMatchObject({ invited: 2, rewarded: 1, credits_earned: 10 });
});

test('what goes back when the inviter is gone is in the ledger of nobody, and brings no other row back', async () => {
  const { inviter, invited } = await pair();
  const userId = await idOf(inviter);
  const payment = await buys(invited);
  const { table } = productSubscribers(product);
  for (const Key of [keys.user(userId), keys.referralCounts(userId)]) await table.remove({ Key });
  await refund(payment);
  expect(await rewardsOf(invited)).toHaveLength(2);
  expect(await table.get(keys.balance(userId))).toMatchObject({ available: 0 });
  expect(await table.get(keys.referralCounts(userId))).toBeUndefined();
});

describe('nobody invites themselves', () => {
  test('by another spelling of their mailbox', async () => {
    const { inviter, invited } = await pair({
      inviter: 'b.er.t@gmail.com',
      invited: 'bert+2@googlemail.com',
    });
    await buys(invited);
    expect(await creditsOf(inviter)).toBe(0);
    expect(await rewardsOf(invited)).toEqual([]);
    expect(await referralsOf(inviter)).toMatchObject({ invited: 1, rewarded: 0, credits_earned: 0 });
  });

  test('by a card that both have paid with, also not at a later purchase with another', async () => {
    const { inviter, invited } = await pair();
    await buys(inviter, mastercard);
    await buys(invited, mastercard);
    await buys(invited, visa);
    expect(await rewardsOf(inviter)).toEqual([]);
    expect(await rewardsOf(invited)).toEqual([]);
  });

  test('but two people with cards of their own are two', async () => {
    const { inviter, invited } = await pair();
    await buys(inviter, visa);
    await buys(invited, mastercard);
    expect(await rewardsOf(inviter)).toHaveLength(1);
  });
});

describe('the reward goes back', () => {
  const balances = async ({ inviter, invited }: { inviter: Person; invited: Person }) => [
    await creditsOf(inviter),
    await creditsOf(invited),
  ];

  test('on both sides with all of the purchase, and not with a part of it', async () => {
    const both = await pair();
    const intent = await buys(both.invited);
    await refund(intent, 499);
    expect(await creditsOf(both.inviter)).toBe(10);
    await refund(intent);
    expect(await balances(both)).toEqual([0, 0]);
    expect(await rewardsOf(both.inviter)).toEqual([
      'Grant 10: Referral reward: somebody you invited made a first purchase',
      'Refund -10: Referral reward taken back: the purchase was refunded or disputed',
    ]);
    expect(await referralsOf(both.inviter)).toMatchObject({ invited: 1, rewarded: 0, credits_earned: 0 });
  });

  test('and comes again when the refund fails, as often as that happens', async () => {
    const both = await pair();
    const intent = await buys(both.invited);
    const { id } = await refund(intent);
    expect(await balances(both)).toEqual([0, 0]);
    await control(`/_sim/refunds/${id}/settle`, { outcome: 'failed' });
    expect(await balances(both)).toEqual([10, 35]);
    expect(await referralsOf(both.inviter)).toMatchObject({ rewarded: 1, credits_earned: 10 });
    await refund(intent);
    expect(await balances(both)).toEqual([0, 0]);
  });

  test('while a dispute is open, for good when it is lost, and not when it is won', async () => {
    const [lost, won] = [await pair(), await pair()];
    const intents = [await buys(lost.invited), await buys(won.invited)];
    const disputes = [
      await control(`/_sim/payments/${intents[0]}/dispute`, {}),
      await control(`/_sim/payments/${intents[1]}/dispute`, {}),
    ];
    expect([...(await balances(lost)), ...(await balances(won))]).toEqual([0, 0, 0, 0]);
    await control(`/_sim/disputes/${disputes[0]?.id}/settle`, { outcome: 'lost' });
    await control(`/_sim/disputes/${disputes[1]?.id}/settle`, { outcome: 'won' });
    expect(await balances(lost)).toEqual([0, 0]);
    expect(await balances(won)).toEqual([10, 35]);
  });

  test('below zero when it is spent, as every claw-back does', async () => {
    const both = await pair();
    const intent = await buys(both.invited);
    await both.inviter.call('POST', '/api/billing/spend', { body: { credits: 8, reason: 'Generate' } });
    await refund(intent);
    expect(await balances(both)).toEqual([-8, 0]);
  });

  test('once, when its refund is told ten times and in any order with the purchase', async () => {
    const both = await pair();
    await product.simulator('/_sim/webhooks', { duplicate: 9, shuffle: true, delayMs: 300 });
    try {
      await product.buy(both.invited, 25, mastercard);
      const { data } = await product.stripe.paymentIntents.list({ limit: 1 });
      await product.stripe.refunds.create({ payment_intent: data[0]?.id ?? '' });
      await product.settled();
    } finally {
      await product.simulator('/_sim/webhooks', {});
    }
    expect(await balances(both)).toEqual([0, 0]);
    expect((await product.audit()).differences).toEqual([]);
  });

  test('only with the purchase that earned it', async () => {
    const both = await pair();
    await buys(both.invited);
    await refund(await buys(both.invited));
    expect(await balances(both)).toEqual([10, 35]);
  });

  test('also with the invoice that earned it', async () => {
    const subscribers = productSubscribers(product);
    const inviter = await product.account(newAddress());
    const address = newAddress();
    await product.account(address, (await referralsOf(inviter)).code);
    const subscriber = await subscribers.subscriber(address);
    await product.settled();
    expect(await creditsOf(inviter)).toBe(10);
    await subscribers.refund(subscriber, 499);
    await product.settled();
    expect(await creditsOf(inviter)).toBe(0);
  });
});
