import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { keys } from '../platform/keys.ts';
import { compareSubscriptionNow } from './compare-subscription.ts';
import { refreshSubscription } from './refresh-subscription.ts';

jest.setTimeout(30_000);

const daySeconds = 86_400;

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

/** Someone whose renewal was declined: the open invoice can be paid by a link. */
async function pastDue(): Promise<Subscriber> {
  const who = await world.subscriber();
  await who.pays('pm_card_chargeCustomerFail');
  await world.passSeconds(32 * daySeconds, who);
  return who;
}

async function rowSays({ userId, subscriptionId }: Subscriber, paymentUrl: string | null) {
  const values = { ':url': paymentUrl };
  await world.deps.table.update({
    Key: keys.subscription(userId, subscriptionId),
    UpdateExpression: 'SET paymentUrl = :url',
    ExpressionAttributeValues: values,
  });
  await world.deps.table.update({
    Key: keys.user(userId),
    UpdateExpression: 'SET subscription.paymentUrl = :url',
    ExpressionAttributeValues: values,
  });
}

test("another link to the same payment is no difference: Stripe's links change", async () => {
  const who = await pastDue();
  await rowSays(who, 'https://invoice.stripe.com/i/acct_1/test_of_yesterday?s=ap');
  expect(await compareSubscriptionNow(world.deps, who.subscriptionId)).toBe('same');
});

test('no link where something can be paid is one, until the row is refreshed', async () => {
  const who = await pastDue();
  await rowSays(who, null);
  expect(await compareSubscriptionNow(world.deps, who.subscriptionId)).toEqual({
    stripeId: who.subscriptionId,
    ours: who.userId,
    words: 'paymentUrl is null here, a link at Stripe',
  });
  await refreshSubscription(world.deps, who.subscriptionId);
  expect(await compareSubscriptionNow(world.deps, who.subscriptionId)).toBe('same');
});
