import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Lab, openLab } from '../../infra/local/stripe/testing/lab.ts';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { type Crash, CrashingHandler } from '../../infra/testing/crashing-handler.ts';
import { orderPaidAt } from '../../infra/testing/order-fixture.ts';
import { type StripeEvent, stripeEvent } from '../../lib/contract/stripe-events.ts';
import { keys } from '../../lib/platform/keys.ts';
import { parseReferralCounts } from '../../lib/referrals/referral-item.ts';

let lab: Lab;
let world: ConsumerWorld;
beforeAll(async () => {
  // A day ahead of the world's clock, which each run moves on.
  lab = await openLab({ nowSeconds: () => Date.parse('2026-11-22T10:00:00Z') / 1_000 });
  world = await startConsumerWorld({ STRIPE_API_URL: lab.simulator.url });
});
afterAll(async () => {
  await world.close();
  await lab[Symbol.asyncDispose]();
});

const latest = async (type: string) =>
  stripeEvent.parse((await lab.stripe.events.list({ type, limit: 1 })).data[0]);

/** An order that is paid, of somebody who was invited; no event of it has been delivered yet. */
async function invitedBuyer() {
  const { userId: inviterId } = await world.givenOrder();
  const { userId, paymentIntent } = await orderPaidAt(lab.stripe, world, 25);
  const referral = { referralId: `ref_${userId}`, userId, inviterId, createdAt: '2026-11-21T10:00:00Z' };
  await world.table.put({ Item: { ...keys.referredBy(userId), ...referral } });
  return { userId, inviterId, paymentIntent, event: await latest('checkout.session.completed') };
}

type Happens = () => Promise<Awaited<ReturnType<typeof invitedBuyer>>>;

async function deliver(event: StripeEvent, crash?: Crash) {
  const awsHttpHandler = new CrashingHandler(crash);
  const answer = await Promise.race([
    world.deliver('grant-credits', event, { awsHttpHandler }),
    awsHttpHandler.crashed,
  ]);
  expect(answer).toEqual(crash ? 'crashed' : { batchItemFailures: [] });
  return awsHttpHandler.calls;
}

async function refund(paymentIntent: string): Promise<StripeEvent> {
  await lab.stripe.refunds.create({ payment_intent: paymentIntent });
  return latest('refund.created');
}

/** The refund of a purchase that was rewarded. */
const refunded: Happens = async () => {
  const buyer = await invitedBuyer();
  await deliver(buyer.event);
  return { ...buyer, event: await refund(buyer.paymentIntent) };
};

/** A purchase whose delivery died between its credits and its reward, and was refunded before it came again. */
const refundedBefore: Happens = async () => {
  const buyer = await invitedBuyer();
  await deliver(buyer.event, { call: 3, when: 'before' });
  await deliver(await refund(buyer.paymentIntent));
  return buyer;
};

async function stateOf(userId: string) {
  const { balance, entries } = await world.stateOf(userId);
  const counts = parseReferralCounts(await world.table.get(keys.referralCounts(userId)));
  return { balance, counts, entries: entries.map(({ type, creditsDelta }) => `${type} ${creditsDelta}`) };
}

async function run(happens: Happens, crash?: Crash) {
  const { userId, inviterId, event } = await happens();
  const calls = await deliver(event, crash);
  world.advanceSeconds(121);
  if (crash) await deliver(event);
  const state = { invited: await stateOf(userId), inviter: await stateOf(inviterId) };
  return { calls, state };
}

test.each<[name: string, happens: Happens, calls: number, rewarded: number]>([
  ['a first purchase', invitedBuyer, 8, 1],
  ['its refund', refunded, 7, 0],
  ['a first purchase that is refunded before its reward', refundedBefore, 11, 0],
])(
  '%s, killed before and after every call, then redelivery, ends as if it had not been',
  async (_, happens, calls, rewarded) => {
    const undisturbed = await run(happens);
    expect(undisturbed.calls).toBe(calls);
    expect(undisturbed.state.inviter.counts.rewarded).toBe(rewarded);
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { state } = await run(happens, { call, when });
        expect({ call, when, state }).toEqual({ call, when, state: undisturbed.state });
      }
    }
  },
  60_000,
);

test('a purchase and its refund at once end with nothing on either side, whichever is faster', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { userId, inviterId, paymentIntent, event } = await invitedBuyer();
    const back = await refund(paymentIntent);
    const tell = (one: StripeEvent) => world.deliver('grant-credits', one);
    await Promise.all([tell(event), tell(back), tell(event), tell(back)]);
    await Promise.all([tell(back), tell(event), tell(back)]);
    expect((await stateOf(userId)).balance.balance).toBe(0);
    expect(await stateOf(inviterId)).toMatchObject({ balance: { balance: 0 }, counts: { rewarded: 0 } });
  }
}, 60_000);
