import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHandler as eraseAccounts } from '../../functions/schedules/erase-accounts.ts';
import {
  openSubscriberLab,
  type Subscriber,
  type SubscriberLab,
} from '../../infra/testing/subscriber-lab.ts';
import { tableScan } from '../../infra/testing/table-scan.ts';
import { deletionWords } from '../contract/account-data-routes.ts';
import { stripeEvent } from '../contract/stripe-events.ts';
import { readBalance } from '../credits/balance.ts';
import { recordOutcome } from '../events/inbox.ts';
import { AccountErased, parked } from '../events/outcome.ts';
import { provisionAccount } from '../keys/provision-account.ts';
import { keys } from '../platform/keys.ts';
import { grantInvoice } from '../subscriptions/grant-invoice.ts';
import { syncSubscription } from '../subscriptions/sync-subscription.ts';
import { trialApplies } from '../subscriptions/trials.ts';
import { closeAccount } from './close-account.ts';
import { deleteAccount } from './delete-account.ts';

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

const DAY = 86_400;
const HOUR = 3_600;
const deps = () => ({ ...world.deps, count: () => undefined });
const run = () => eraseAccounts(world.deps.outside)({});
const typed = ({ customerId }: Subscriber) => `${customerId}@example.com`;
const remove = async (who: Subscriber) => deleteAccount(deps(), await who.user(), typed(who));
/** Of which the rest is still to come: the request was killed right after its transaction. */
const close = async (who: Subscriber) => closeAccount(world.deps, await who.user(), typed(who));

/** The newest first. */
async function eventsOf(type: string, { customerId }: Subscriber) {
  const { data } = await world.lab.stripe.events.list({ type, limit: 100 });
  const theirs = data.filter(
    ({ data: { object } }) => 'customer' in object && object.customer === customerId,
  );
  return theirs.map((event) => stripeEvent.parse(event));
}

async function latest(type: string, who: Subscriber) {
  const [event] = await eventsOf(type, who);
  if (!event) throw new Error(`There is no ${type} of ${who.customerId}`);
  return event;
}

describe('while Stripe fails', () => {
  test('an account is deleted all the same, and the run fails only when that has gone on for hours', async () => {
    const who = await world.subscriber();
    await world.faults({ answer: 500, count: 10_000 });
    await remove(who);
    expect(await world.deps.table.get(keys.user(who.userId))).toBeUndefined();
    await world.passSeconds(HOUR);
    expect(await run()).toEqual({ erased: 0, open: 1 });
    await world.passSeconds(5 * HOUR);
    await expect(run()).rejects.toThrow('1 accounts were not erased for hours');
    await world.faults();
    expect((await world.lab.stripe.subscriptions.retrieve(who.subscriptionId)).status).toBe('active');
    expect(await run()).toEqual({ erased: 1, open: 0 });
    expect((await world.lab.stripe.subscriptions.retrieve(who.subscriptionId)).status).toBe('canceled');
    expect(await world.lab.stripe.customers.retrieve(who.customerId)).toMatchObject({ deleted: true });
    expect(await run()).toEqual({ erased: 0, open: 0 });
  });
});

describe('a plan that renews before its end has reached Stripe', () => {
  test('is given back what it took then, and nothing that it took before', async () => {
    const who = await world.subscriber();
    const before = (await readBalance(world.deps.table, who.userId)).balance;
    await world.passSeconds(60);
    await close(who);
    await world.passSeconds(31 * DAY + 2 * HOUR);
    const { data } = await world.lab.stripe.invoices.list({ customer: who.customerId, status: 'paid' });
    const [renewal, first] = data;
    expect(data).toHaveLength(2);
    for (let told = 0; told < 2; told += 1)
      expect(await grantInvoice(world.deps, await latest('invoice.paid', who))).toEqual({
        state: 'done',
        effect: `${renewal?.id} was paid after the account was deleted, and is given back`,
      });
    const [, earlier] = await eventsOf('invoice.paid', who);
    if (!earlier) throw new Error('The first payment has no event');
    expect(await grantInvoice(world.deps, earlier)).toEqual({
      state: 'done',
      effect: `${first?.id} of ${who.subscriptionId} brought 0 credits`,
    });
    const refunds = (await world.lab.stripe.refunds.list({ limit: 100 })).data;
    const intentOf = async (invoice: string) =>
      (await world.lab.stripe.invoicePayments.list({ invoice })).data[0]?.payment.payment_intent;
    expect(refunds.map(({ payment_intent }) => payment_intent)).toEqual([await intentOf(renewal?.id ?? '')]);
    expect(await intentOf(first?.id ?? '')).not.toBe(refunds[0]?.payment_intent);
    // Granted for the books; the refund's own event takes it.
    expect((await readBalance(world.deps.table, who.userId)).balance).toBe(before + 25);
    expect(await run()).toEqual({ erased: 1, open: 0 });
  });

  test('makes no key, no widget and no person out of nothing', async () => {
    const who = await world.subscriber();
    await close(who);
    const event = await latest('customer.subscription.created', who);
    const provision = { ...world.deps, stage: 'test', frontends: [] };
    await expect(provisionAccount(provision, event)).rejects.toThrow(AccountErased);
    expect(await syncSubscription(world.deps, event)).toMatchObject({ state: 'done' });
    expect(await world.deps.table.get(keys.user(who.userId))).toBeUndefined();
    expect(await world.deps.table.get(keys.widget(who.userId))).toBeUndefined();
    expect(await run()).toEqual({ erased: 0, open: 1 });
    await world.passSeconds(HOUR);
    expect(await run()).toEqual({ erased: 1, open: 0 });
  });
});

test('a customer that a checkout makes while the account is being closed is not left behind', async () => {
  const user = await world.stranger();
  const { table } = world.deps;
  let made = false;
  const meanwhile = {
    ...table,
    transact: async (...[actions]: Parameters<typeof table.transact>) => {
      if (!made) {
        made = true;
        await table.update({
          Key: keys.user(user.userId),
          UpdateExpression: 'SET stripeCustomerId = :customer',
          ExpressionAttributeValues: { ':customer': 'cus_meanwhile' },
        });
      }
      return table.transact(actions);
    },
  };
  const closed = await closeAccount({ ...world.deps, table: meanwhile }, user, 'stranger@example.com');
  expect(closed).toMatchObject({ customerIds: ['cus_meanwhile'] });
  expect(await table.get(keys.customer('cus_meanwhile'))).toMatchObject({ userId: user.userId });
  await world.passSeconds(HOUR);
  expect(await run()).toEqual({ erased: 1, open: 0 });
});

test.each([
  ['', 'SET updatedAt = updatedAt'],
  [' without an address', 'REMOVE email'],
])('who deletes the account%s before the trial was noted has had it all the same', async (_, change) => {
  const who = await world.subscriber({ trialDays: 7 });
  await world.deps.table.update({ Key: keys.user(who.userId), UpdateExpression: change });
  const user = await who.user();
  const scan = tableScan(world.deps.outside.environment);
  for (const { pk } of (await scan.all()).filter(({ sk }) => sk === 'TRIAL'))
    await world.deps.table.remove({ Key: { pk: String(pk), sk: 'TRIAL' } });
  const again = { ...user, subscription: undefined };
  expect(await trialApplies(world.deps, again)).toBe(true);
  await closeAccount(world.deps, user, user.email ?? deletionWords);
  expect(await trialApplies(world.deps, again)).toBe(false);
  await world.passSeconds(HOUR);
  await run();
});

test('a parked event of the person can be put back, and tells nobody who it was', async () => {
  const [who, other] = [await world.subscriber(), await world.subscriber()];
  const inbox = { table: world.deps.table, outside: world.deps.outside, count: () => undefined };
  const eventOf = ({ customerId }: Subscriber, id: string) =>
    stripeEvent.parse({
      id,
      object: 'event',
      type: 'invoice.paid',
      api_version: null,
      created: 1_800_000_000,
      livemode: false,
      data: { object: { id: 'in_1', customer: customerId, customer_email: 'wilhelmina@example.com' } },
    });
  const park = (someone: Subscriber, id: string) =>
    recordOutcome(
      inbox,
      { event: eventOf(someone, id), consumer: 'grant-credits', attempts: 1 },
      parked('unknown_price', 'A test'),
    );
  await park(who, 'evt_theirs');
  await park(other, 'evt_others');
  await remove(who);
  await world.passSeconds(HOUR);
  expect(await run()).toEqual({ erased: 1, open: 0 });
  await park(who, 'evt_later');
  await run();
  const payloadOf = async (id: string) =>
    JSON.parse(String((await world.deps.table.get(keys.eventConsumer(id, 'grant-credits')))?.payload));
  for (const id of ['evt_theirs', 'evt_later'])
    expect((await payloadOf(id)).data.object).toEqual({
      id: 'in_1',
      customer: who.customerId,
      customer_email: null,
    });
  expect((await payloadOf('evt_others')).data.object.customer_email).toBe('wilhelmina@example.com');
});
