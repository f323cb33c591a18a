import type Stripe from 'stripe';
import { stripeEvent } from '../../lib/contract/stripe-events.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createPriceBook } from '../../lib/plans/price-book.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createLog } from '../../lib/platform/log.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { grantInvoice } from '../../lib/subscriptions/grant-invoice.ts';
import { refreshSubscription } from '../../lib/subscriptions/refresh-subscription.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { parseUser, type UserItem } from '../../lib/users/user-item.ts';
import { patientOutside } from '../local/patient-outside.ts';
import {
  type BillingLab,
  openBillingLab,
  START,
  setDefaultCard,
} from '../local/stripe/testing/subscriptions.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';

interface Wanted {
  price?: keyof BillingLab['prices'];
  /** A name of Stripe's test cards. */
  card?: string;
  trialDays?: number;
  discounts?: Stripe.SubscriptionCreateParams['discounts'];
}

export interface Subscriber {
  userId: string;
  customerId: string;
  subscriptionId: string;
  /** As whoever signs in now finds it. */
  user(): Promise<UserItem>;
  /** As Stripe has it now. */
  atStripe(): Promise<Stripe.Subscription>;
  pays(card: string): Promise<void>;
}

function outsideAt(now: () => Date, lab: BillingLab, endpoint: string): Outside {
  const { core, pro, proYearly, studio } = lab.prices;
  const environment = {
    LOG_LEVEL: 'SILENT',
    TABLE_NAME: 'cue-test',
    DYNAMODB_ENDPOINT: endpoint,
    STRIPE_SECRET_KEY: 'sk_test_lab',
    STRIPE_API_URL: lab.simulator.url,
    STRIPE_PRICE_ID_CORE: core,
    STRIPE_PRICE_ID_PRO: pro,
    STRIPE_PRICE_ID_PRO_YEARLY: proYearly,
    STRIPE_PRICE_ID_STUDIO: studio,
  };
  return { ...patientOutside, environment, clock: { now } };
}

async function signUpWithCustomer(table: Table, outside: Outside, customerId: string): Promise<string> {
  const email = `${customerId}@example.com`;
  const identity = { provider: 'github', subject: customerId, email, emailAuthority: true } as const;
  const person = await signUp(
    { table, outside },
    { ...identity, firstName: null, lastName: null, profileImageUrl: null },
  );
  if (person.outcome !== 'signedIn') throw new Error('A test person could not sign up');
  const { userId } = person;
  await table.put({ Item: { ...keys.customer(customerId), userId, customerId } });
  await table.update({
    Key: keys.user(userId),
    UpdateExpression: 'SET stripeCustomerId = :customer',
    ExpressionAttributeValues: { ':customer': customerId },
  });
  return userId;
}

/**
 * People with subscriptions, on the real DynamoDB engine and the Stripe simulator, whose clock stands at 1 January 2027
 * until a test moves it. Prices are those of the shipped catalog.
 */
export async function openSubscriberLab() {
  const lab = await openBillingLab();
  const engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  let nowSeconds = START;
  const outside = outsideAt(() => new Date(nowSeconds * 1_000), lab, engine.url);
  const table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, outside);
  const catalog = loadCatalog(undefined);
  const stripe = async () => lab.stripe;
  const deps = {
    table,
    outside,
    stripe,
    catalog,
    prices: createPriceBook({ stage: 'dev', catalog, stripe, outside }),
    trialKey: 'trial-key',
    log: createLog('test', outside),
  };

  /** Brings what the person paid to their credits, as the events do. Who could not pay has none. */
  async function grantPaid(customerId: string): Promise<void> {
    const { data } = await lab.stripe.events.list({ type: 'invoice.paid', limit: 100 });
    const events = data.map((event) => stripeEvent.parse(event));
    for (const event of events.filter((one) => one.data.object.customer === customerId))
      await grantInvoice(deps, event);
  }

  async function subscriber({ price = 'core', card = 'pm_card_visa', ...wanted }: Wanted = {}) {
    const { id: customerId } = await lab.stripe.customers.create({ name: 'Somebody' });
    await setDefaultCard(lab, customerId, card);
    const userId = await signUpWithCustomer(table, outside, customerId);
    const { id } = await lab.stripe.subscriptions.create({
      customer: customerId,
      items: [{ price: lab.prices[price] }],
      ...(wanted.trialDays === undefined ? {} : { trial_period_days: wanted.trialDays }),
      ...(wanted.discounts ? { discounts: wanted.discounts } : {}),
    });
    await refreshSubscription(deps, id);
    await grantPaid(customerId);
    return {
      userId,
      customerId,
      subscriptionId: id,
      user: async () => parseUser((await table.get(keys.user(userId))) ?? {}),
      atStripe: () => lab.stripe.subscriptions.retrieve(id),
      pays: (next: string) => setDefaultCard(lab, customerId, next),
    } satisfies Subscriber;
  }

  return {
    lab,
    deps,
    subscriber,
    /** Someone with an account who never paid. */
    stranger: async () => {
      const person = await signUp(
        { table, outside },
        {
          provider: 'github',
          subject: 'stranger',
          email: 'stranger@example.com',
          emailAuthority: true,
          firstName: null,
          lastName: null,
          profileImageUrl: null,
        },
      );
      if (person.outcome !== 'signedIn') throw new Error('A test person could not sign up');
      return parseUser((await table.get(keys.user(person.userId))) ?? {});
    },
    /** Moves Stripe's clock and ours, and brings the person's row up to date, as the events do. */
    passSeconds: async (seconds: number, ...people: Subscriber[]) => {
      nowSeconds += seconds;
      lab.passSeconds(seconds);
      for (const { subscriptionId } of people) await refreshSubscription(deps, subscriptionId);
    },
    faults: (...faults: object[]) => lab.control('POST', '/_sim/api-faults', { faults }),
    async [Symbol.asyncDispose]() {
      await lab[Symbol.asyncDispose]();
      await engine.close();
    },
  };
}

export type SubscriberLab = Awaited<ReturnType<typeof openSubscriberLab>>;
