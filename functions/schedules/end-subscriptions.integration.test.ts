import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { creditsCheckout, postForm } from '../../infra/local/stripe/testing/lab.ts';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { keys } from '../../lib/platform/keys.ts';
import { requestEnd } from '../../lib/subscriptions/end-subscriptions.ts';
import { createHandler } from './end-subscriptions.ts';

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

const DAY = 86_400;
const counted: string[] = [];

/** As the erasure of an account asks for it. */
const request = ({ userId }: Subscriber) =>
  requestEnd({ ...world.deps, count: (counter) => counted.push(counter) }, userId);

/** As the schedule runs it. */
const run = () => createHandler(world.deps.outside)({});

/** The account is erased meanwhile: only the ending is left of it. */
async function erase({ userId, subscriptionId }: Subscriber): Promise<void> {
  await world.deps.table.remove({ Key: keys.user(userId) });
  await world.deps.table.remove({ Key: keys.subscription(userId, subscriptionId) });
}

const endingOf = ({ userId }: Subscriber) => world.deps.table.get(keys.ending(userId));

/** Every way of a person to be charged. */
async function chargeable(who: Subscriber) {
  const { stripe } = world.lab;
  const customer = who.customerId;
  const session = await stripe.checkout.sessions.create({ ...creditsCheckout, customer });
  const incomplete = await stripe.subscriptions.create({
    customer,
    items: [{ price: world.lab.prices.pro }],
    payment_behavior: 'default_incomplete',
  });
  return { session, incomplete };
}

async function left({ customerId }: Subscriber) {
  const { stripe } = world.lab;
  const customer = customerId;
  const sessions = await stripe.checkout.sessions.list({ customer, status: 'open' });
  const subscriptions = await stripe.subscriptions.list({ customer, status: 'all' });
  const invoices = await stripe.invoices.list({ customer, status: 'open' });
  return {
    sessions: sessions.data.length,
    subscriptions: subscriptions.data.filter(({ status }) => !/^canceled|^incomplete_expired/.test(status))
      .length,
    invoices: invoices.data.length,
  };
}

const nothing = { sessions: 0, subscriptions: 0, invoices: 0 };

describe('ending', () => {
  test('leaves no checkout, subscription or invoice that could be paid', async () => {
    const who = await world.subscriber();
    const { session } = await chargeable(who);
    expect(await left(who)).toEqual({ sessions: 1, subscriptions: 2, invoices: 1 });
    expect(await request(who)).toBe('ended');
    expect(await left(who)).toEqual(nothing);
    expect(await endingOf(who)).toBeUndefined();
    await postForm(session, { card: '4242424242424242' });
    expect((await world.lab.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('unpaid');
  });

  test('while Stripe fails for a while: nobody pays for an account that is gone', async () => {
    const who = await world.subscriber();
    await chargeable(who);
    await world.faults({ answer: 500, count: 1_000 });
    expect(await request(who)).toBe('open');
    await erase(who);
    await world.passSeconds(DAY);
    expect(await run()).toEqual({ ended: 0, open: 1 });
    await world.faults({
      path: '/v1/subscriptions/*',
      method: 'DELETE',
      answer: 'cut',
      effect: true,
      count: 1,
    });
    expect(await run()).toEqual({ ended: 0, open: 1 });
    await world.faults();
    expect(await run()).toEqual({ ended: 1, open: 0 });
    expect(await left(who)).toEqual(nothing);
    expect(await run()).toEqual({ ended: 0, open: 0 });
    await world.passSeconds(70 * DAY);
    const paid = await world.lab.stripe.invoices.list({ customer: who.customerId, status: 'paid' });
    expect(paid.data).toHaveLength(1);
  });

  test('of an overdue subscription stops the attempts', async () => {
    const who = await world.subscriber();
    await who.pays('pm_card_chargeCustomerFail');
    await world.passSeconds(31 * DAY + 3_700);
    expect(await request(who)).toBe('ended');
    await who.pays('pm_card_visa');
    await world.passSeconds(60 * DAY);
    const { data } = await world.lab.stripe.invoices.list({ customer: who.customerId });
    expect(data.map(({ status }) => status)).toEqual(['void', 'paid']);
  });

  test('of a subscription that has just renewed keeps the draft of its invoice from being charged', async () => {
    const who = await world.subscriber();
    const { currentPeriodEnd = '' } = (await who.user()).subscription ?? {};
    const leftSeconds = (Date.parse(currentPeriodEnd) - world.deps.outside.clock.now().getTime()) / 1_000;
    await world.passSeconds(leftSeconds + 60, who);
    const invoices = async () =>
      (await world.lab.stripe.invoices.list({ customer: who.customerId })).data.map(({ status }) => status);
    expect(await invoices()).toEqual(['draft', 'paid']);
    expect(await request(who)).toBe('ended');
    await world.passSeconds(DAY);
    expect(await invoices()).toEqual(['draft', 'paid']);
    expect(await endingOf(who)).toBeUndefined();
  });

  test('that keeps failing for one does not hold up the others, and is counted once it is an hour old', async () => {
    const stuck = await world.subscriber();
    const other = await world.subscriber();
    await world.faults({ answer: 500, count: 1_000 });
    await request(stuck);
    await world.passSeconds(60);
    await request(other);
    counted.length = 0;
    await request(stuck);
    expect(counted).toEqual([]);
    const oneFails = { path: `/v1/subscriptions/${stuck.subscriptionId}`, answer: 500, count: 1_000 };
    await world.faults(oneFails);
    expect(await run()).toEqual({ ended: 1, open: 1 });
    expect(await left(other)).toEqual(nothing);
    await world.passSeconds(3_600);
    await request(stuck);
    expect(counted).toEqual(['StuckEndings']);
    await world.faults();
    expect(await run()).toEqual({ ended: 1, open: 0 });
  });

  test('is not done because something else than the customer is missing at Stripe', async () => {
    const who = await world.subscriber();
    await world.faults({ method: 'GET', path: '/v1/checkout/sessions', answer: 404 });
    expect(await request(who)).toBe('open');
    expect(await endingOf(who)).toBeDefined();
    expect(await run()).toEqual({ ended: 1, open: 0 });
    expect(await left(who)).toEqual(nothing);
  });

  test('goes on when Stripe is switched on again', async () => {
    const who = await world.subscriber();
    const off = { ...world.deps.outside.environment, STRIPE_ENABLED: 'false' };
    await world.faults({ answer: 500, count: 1_000 });
    await request(who);
    await world.faults();
    expect(await createHandler({ ...world.deps.outside, environment: off })({})).toEqual({
      ended: 0,
      open: 1,
    });
    expect(await run()).toEqual({ ended: 1, open: 0 });
  });

  test('of someone who never paid, or whose customer Stripe does not know, is done at once', async () => {
    const { userId } = await world.stranger();
    const deps = { ...world.deps, count: () => undefined };
    expect(await requestEnd(deps, userId)).toBe('ended');
    await world.deps.table.update({
      Key: keys.user(userId),
      UpdateExpression: 'SET stripeCustomerId = :customer',
      ExpressionAttributeValues: { ':customer': 'cus_unknown' },
    });
    expect(await requestEnd(deps, userId)).toBe('ended');
  });
});
