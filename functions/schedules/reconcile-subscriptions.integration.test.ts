import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import {
  type ProductSubscriber,
  type ProductSubscribers,
  productSubscribers,
} from '../../infra/testing/product-subscribers.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createHandler } from './reconcile-stripe.ts';

jest.setTimeout(120_000);

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

interface Scene extends ProductSubscribers {
  product: Product;
}

async function openScene(): Promise<Scene> {
  const product = await startProduct();
  return { product, ...productSubscribers(product) };
}

let lucky: Scene;
let unlucky: Scene;
beforeAll(async () => {
  [lucky, unlucky] = await Promise.all([openScene(), openScene()]);
});
afterAll(async () => {
  await Promise.all([lucky.product.close(), unlucky.product.close()]);
});

async function setWebhookRoute({ product }: Scene, state: 'up' | 'down'): Promise<void> {
  const [endpoint] = (await product.stripe.webhookEndpoints.list()).data;
  await product.stripe.webhookEndpoints.update(endpoint?.id ?? '', { disabled: state === 'down' });
}

/** The function at the time that Stripe and Cue have. */
async function reconcile(scene: Scene, event: object = {}, atEpochSeconds?: number) {
  const nowMs = (atEpochSeconds ?? (await scene.nowSeconds())) * 1_000;
  const run = createHandler({
    ...patientOutside,
    environment: scene.product.cloud.settings,
    clock: { now: () => new Date(nowMs) },
  });
  const result = await run(event);
  if (result.outcome !== 'reconciled') throw new Error(`Reconcile ended as ${result.outcome}`);
  return result;
}

/** What an operator's command asks for. */
async function byHand(scene: Scene, mode: 'look' | 'bringIn' | 'apply', secondsBack: number) {
  const sinceEpochSeconds = (await scene.nowSeconds()) - secondsBack;
  return reconcile(scene, { sinceEpochSeconds, mode });
}

describe('72 hours without the webhook route, then reconcile', () => {
  const names = ['renews', 'upgrades', 'declines', 'recovers', 'cancels', 'leaves', 'refunded', 'paused'];
  type People = Map<string, ProductSubscriber>;

  const one = (people: People, name: string): ProductSubscriber => {
    const found = people.get(name);
    if (!found) throw new Error(`There is nobody who ${name}`);
    return found;
  };

  /** A month of subscribers, up to a day before they renew. The mailbox of all products is one: so is nobody's address. */
  async function month(scene: Scene, domain: string): Promise<People> {
    const people: People = new Map();
    for (const name of names) people.set(name, await scene.subscriber(`${name}@${domain}`));
    const { items } = await scene.product.stripe.subscriptions.retrieve(one(people, 'renews').subscriptionId);
    const renewsAt = items.data[0]?.current_period_end ?? 0;
    await scene.pass(renewsAt - daySeconds - (await scene.nowSeconds()));
    return people;
  }

  /** They renew, all kinds of things befall them, and two come anew. */
  async function threeDays(scene: Scene, people: People, domain: string): Promise<void> {
    const { stripe } = scene.product;
    const trial = await scene.subscriber(`tries@${domain}`, { tier: 'PRO', trialDays: 7 });
    await scene.pays(one(people, 'declines'), 'pm_card_chargeCustomerFail');
    await scene.pays(one(people, 'recovers'), 'pm_card_chargeCustomerFail');
    await stripe.subscriptions.update(one(people, 'paused').subscriptionId, {
      pause_collection: { behavior: 'void' },
    });
    await scene.pass(2 * daySeconds);
    await scene.pays(one(people, 'recovers'), 'pm_card_visa');
    await stripe.invoices.pay((await scene.lastInvoice(one(people, 'recovers'))).id ?? '');
    await scene.upgrade(one(people, 'upgrades'), 'PRO');
    await stripe.subscriptions.cancel(one(people, 'cancels').subscriptionId);
    await stripe.subscriptions.update(one(people, 'leaves').subscriptionId, { cancel_at_period_end: true });
    await scene.refund(one(people, 'refunded'), 200);
    people.set('tries', trial).set('comes', await scene.subscriber(`comes@${domain}`, { tier: 'PRO' }));
    await scene.pass(daySeconds);
  }

  async function statesOf(scene: Scene, people: People) {
    const states: Record<string, Awaited<ReturnType<Scene['stateOf']>>> = {};
    for (const [name, person] of people) states[name] = await scene.stateOf(person);
    return states;
  }

  test('ends rows, plans, ledger and mails of subscriptions as if nothing had been', async () => {
    const asTold = await month(lucky, 'lucky.example');
    await threeDays(lucky, asTold, 'lucky.example');
    const { recovers, ...told } = await statesOf(lucky, asTold);
    expect(told.upgrades).toMatchObject({
      plan: { status: 'active', tier: 'PRO' },
      entries: [
        'Grant 25: Monthly CORE subscription credits',
        'Grant 25: Monthly CORE subscription credits',
        "Grant 75: Upgrade to PRO: the month's further credits",
      ],
    });
    expect(told.declines).toMatchObject({
      plan: { status: 'past_due', isOverdue: true, asksForPayment: true },
      entries: ['Grant 25: Monthly CORE subscription credits'],
      mails: ['We could not collect $4.99 for your Core plan', 'Your receipt: Core plan for $4.99'],
    });

    const people = await month(unlucky, 'unlucky.example');
    await setWebhookRoute(unlucky, 'down');
    await threeDays(unlucky, people, 'unlucky.example');
    expect((await statesOf(unlucky, people)).comes).toMatchObject({ plan: undefined, entries: [] });
    await setWebhookRoute(unlucky, 'up');

    await unlucky.pass(hourSeconds);
    expect((await reconcile(unlucky)).forwarded).toBeGreaterThan(30);
    await unlucky.product.settled();
    const { recovers: recovered, ...after } = await statesOf(unlucky, people);
    expect(after).toEqual(told);
    // That a payment had failed is not told any more: it is paid when that is heard of.
    const failed = 'We could not collect $4.99 for your Core plan';
    expect(recovers?.mails).toContain(failed);
    expect(recovered).toEqual({
      ...recovers,
      mails: recovers?.mails.filter((subject) => subject !== failed),
    });
    expect(await reconcile(unlucky)).toMatchObject({ forwarded: 0, differences: [] });
    expect((await byHand(unlucky, 'look', 40 * daySeconds)).differences).toEqual([]);
    expect((await unlucky.product.audit()).differences).toEqual([]);
  });
});

describe('a subscription that is not as Stripe has it', () => {
  const pretend = (scene: Scene, { userId, subscriptionId }: ProductSubscriber, status: string) =>
    scene.table.update({
      Key: keys.subscription(userId, subscriptionId),
      UpdateExpression: 'SET #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    });

  test('is told with its event by a dry run, which changes nothing, and mended by --apply', async () => {
    const someone = await lucky.subscriber('drifts@lucky.example');
    await lucky.product.settled();
    const row = await lucky.rowOf(someone);
    await pretend(lucky, someone, 'past_due');
    // Its events are of this very second.
    const made = (await lucky.product.stripe.subscriptions.retrieve(someone.subscriptionId)).created;
    const look = { sinceEpochSeconds: made - daySeconds, mode: 'look' };
    expect((await reconcile(lucky, look, made)).differences).toEqual([]);
    // They are younger than an hour: they may still be acted on.
    expect((await byHand(lucky, 'look', daySeconds)).differences).toEqual([]);
    expect((await reconcile(lucky)).differences).toEqual([]);
    await lucky.pass(2 * hourSeconds);
    const types = ['customer.subscription.created', 'customer.subscription.updated'];
    const { data } = await lucky.product.stripe.events.list({ types, limit: 1 });
    const difference = {
      stripeId: someone.subscriptionId,
      ours: someone.userId,
      words: 'status is past_due here, active at Stripe',
      mend: data[0]?.id,
    };
    expect((await byHand(lucky, 'look', daySeconds)).differences).toEqual([difference]);
    const { mend: _, ...told } = difference;
    expect((await byHand(lucky, 'bringIn', daySeconds)).differences).toEqual([told]);
    await lucky.product.settled();
    expect(await lucky.rowOf(someone)).toMatchObject({ status: 'past_due' });
    expect((await byHand(lucky, 'apply', daySeconds)).differences).toEqual([difference]);
    await lucky.product.settled();
    expect(await lucky.rowOf(someone)).toMatchObject({ ...row, version: expect.any(Number) });
    expect((await byHand(lucky, 'look', daySeconds)).differences).toEqual([]);
  });

  test('is left alone by the hourly run while its last event may still be acted on', async () => {
    const someone = await lucky.subscriber('moves@lucky.example');
    await lucky.pass(hourSeconds);
    expect((await reconcile(lucky)).differences).toEqual([]);
    await lucky.pass(hourSeconds / 2);
    await lucky.product.stripe.subscriptions.update(someone.subscriptionId, { metadata: { told: 'late' } });
    await lucky.product.settled();
    const row = await lucky.rowOf(someone);
    await pretend(lucky, someone, 'past_due');
    expect((await reconcile(lucky)).differences).toEqual([]);
    await lucky.pass(2 * hourSeconds);
    expect((await reconcile(lucky)).differences).toMatchObject([{ stripeId: someone.subscriptionId }]);
    await lucky.table.put({ Item: row ?? {} });
    expect((await reconcile(lucky)).differences).toEqual([]);
  });

  test('is mended by a reference where no event tells of it any more, without a mail', async () => {
    const someone = await lucky.subscriber('old@lucky.example');
    await lucky.pass(2 * hourSeconds);
    const before = await lucky.stateOf(someone);
    await lucky.table.remove({ Key: keys.subscription(someone.userId, someone.subscriptionId) });
    await lucky.table.update({ Key: keys.user(someone.userId), UpdateExpression: 'REMOVE subscription' });
    await lucky.table.remove({ Key: keys.widget(someone.userId) });
    const { differences } = await byHand(lucky, 'apply', hourSeconds);
    expect(differences).toEqual([
      {
        stripeId: someone.subscriptionId,
        ours: someone.userId,
        words: 'There is no row of it here; Stripe has it as active at CORE',
        mend: expect.stringMatching(`^drift_${someone.subscriptionId}_`),
      },
    ]);
    await lucky.product.settled();
    expect(await lucky.stateOf(someone)).toEqual(before);
    const id = differences[0]?.mend ?? '';
    expect(await lucky.table.get(keys.event(id))).toMatchObject({
      type: 'cue.subscription.drifted',
      objectId: someone.subscriptionId,
    });
  });

  test('is found by the daily look at all that live, whatever its age, and told every hour', async () => {
    const someone = await lucky.subscriber('daily@lucky.example');
    await lucky.pass(5 * daySeconds);
    await reconcile(lucky);
    await pretend(lucky, someone, 'unpaid');
    const words = 'status is unpaid here, active at Stripe';
    await lucky.pass(hourSeconds);
    expect((await reconcile(lucky)).differences).toEqual([]);
    await lucky.pass(daySeconds);
    expect((await reconcile(lucky)).differences).toEqual([expect.objectContaining({ words })]);
    await lucky.pass(hourSeconds);
    expect((await reconcile(lucky)).differences).toEqual([expect.objectContaining({ words })]);
    await pretend(lucky, someone, 'active');
    expect((await reconcile(lucky)).differences).toEqual([]);
  });

  test('is told when the plan that the person has is another than what counts', async () => {
    const someone = await lucky.subscriber('copy@lucky.example');
    await lucky.pass(2 * hourSeconds);
    await lucky.table.update({ Key: keys.user(someone.userId), UpdateExpression: 'REMOVE subscription' });
    const words = `The person's plan follows none, not ${someone.subscriptionId} as active`;
    expect((await byHand(lucky, 'apply', hourSeconds)).differences).toEqual([
      expect.objectContaining({ words }),
    ]);
    await lucky.product.settled();
    expect((await lucky.stateOf(someone)).plan).toMatchObject({ status: 'active', tier: 'CORE' });
  });

  test('and is live here, while Stripe has none, is for staff', async () => {
    const row = { subscriptionId: 'sub_gone', userId: 'usr_some', status: 'active' };
    const sinceEpochSeconds = (await lucky.nowSeconds()) - 10;
    const { differences } = await reconcile(lucky, { sinceEpochSeconds, mode: 'apply', liveRows: [row] });
    expect(differences).toEqual([
      {
        stripeId: 'sub_gone',
        ours: 'usr_some',
        words: 'It is active here, and Stripe has no such subscription',
        staff: 'not_at_stripe',
      },
    ]);
  });

  test('and is over here, but not at Stripe, is for staff, since what is over is never brought back', async () => {
    const someone = await lucky.subscriber('over@lucky.example');
    await lucky.pass(2 * hourSeconds);
    await pretend(lucky, someone, 'canceled');
    const { differences } = await byHand(lucky, 'apply', hourSeconds);
    expect(differences).toEqual([
      {
        stripeId: someone.subscriptionId,
        ours: someone.userId,
        words: 'status is canceled here, active at Stripe',
        staff: 'over_here',
      },
    ]);
    await pretend(lucky, someone, 'active');
  });

  test('and is at a price that is none of ours is told with the code that its event was parked for', async () => {
    const { stripe } = lucky.product;
    const product = await stripe.products.create({ name: 'Made by hand' });
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 100,
      recurring: { interval: 'month' },
    });
    const someone = await lucky.subscriber('odd@lucky.example');
    await lucky.product.settled();
    // Mails would wait for its row for a day.
    await setWebhookRoute(lucky, 'down');
    const { id } = await stripe.subscriptions.create({
      customer: someone.customerId,
      items: [{ price: price.id }],
    });
    await lucky.pass(2 * hourSeconds);
    const { differences } = await byHand(lucky, 'look', daySeconds);
    const { id: invoice = '' } = await lucky.lastInvoice({ ...someone, subscriptionId: id });
    const odd = { ours: someone.userId, staff: 'unknown_price' };
    expect(differences).toHaveLength(2);
    expect(differences).toEqual(
      expect.arrayContaining([
        { ...odd, stripeId: invoice, words: `${invoice} is over ${price.id}` },
        { ...odd, stripeId: id, words: `${id} is at ${price.id}` },
      ]),
    );
  });
});
