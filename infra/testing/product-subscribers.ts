import type Stripe from 'stripe';
import * as z from 'zod/mini';
import { planLookupKey } from '../../lib/contract/price-lookup-key.ts';
import { parseEntry } from '../../lib/credits/entry.ts';
import { keys, ledgerPrefix, subscriptionPrefix } from '../../lib/platform/keys.ts';
import { createTable, type Table } from '../../lib/platform/table.ts';
import { parseSubscription, type Subscription } from '../../lib/subscriptions/subscription-item.ts';
import { parseUser } from '../../lib/users/user-item.ts';
import { advanceClock } from '../local/moving-clock.ts';
import { patientOutside } from '../local/patient-outside.ts';
import type { Product } from './product.ts';

export interface ProductSubscriber {
  email: string;
  userId: string;
  customerId: string;
  subscriptionId: string;
}

interface Wanted {
  tier?: 'CORE' | 'PRO';
  trialDays?: number;
}

const clock = z.object({ nowSeconds: z.number(), nextDueSeconds: z.nullable(z.number()) });
const mailbox = z.object({
  emails: z.array(z.object({ subject: z.string(), destination: z.object({ to: z.array(z.string()) }) })),
});

/** What a subscription is like, without ids and times. */
function likeness(subscription: Subscription | undefined) {
  if (!subscription) return undefined;
  const { status, tier, interval, cancelAtPeriodEnd, collectionPaused, pendingChange } = subscription;
  const { overdueSince, paymentUrl, endedAt, trialEnd } = subscription;
  return {
    status,
    tier,
    interval,
    cancelAtPeriodEnd,
    collectionPaused,
    pendingChange: pendingChange?.tier,
    isOverdue: overdueSince !== null,
    asksForPayment: paymentUrl !== null,
    isEnded: endedAt !== null,
    hadTrial: trialEnd !== null,
  };
}

/** What a subscription leaves with a person. */
function readings({ cloud }: Product, table: Table) {
  async function prefixed(userId: string, prefix: string) {
    const { items } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': prefix },
    });
    return items;
  }

  async function mailsTo(email: string): Promise<string[]> {
    const { emails } = mailbox.parse(await (await fetch(`${cloud.addresses.mailbox}/store`)).json());
    const theirs = emails.filter(({ destination }) => destination.to.includes(email));
    return theirs.map(({ subject }) => subject).sort();
  }

  return {
    rowOf: ({ userId, subscriptionId }: ProductSubscriber) =>
      table.get(keys.subscription(userId, subscriptionId)),
    /** All of it, without ids and times. */
    async stateOf({ userId, email }: ProductSubscriber) {
      const user = parseUser((await table.get(keys.user(userId))) ?? {});
      const rows = (await prefixed(userId, subscriptionPrefix)).map(parseSubscription);
      const entries = (await prefixed(userId, ledgerPrefix)).map(parseEntry);
      return {
        plan: likeness(user.subscription),
        rows: rows.map(likeness),
        entries: entries.map(({ type, creditsDelta, notes }) => `${type} ${creditsDelta}: ${notes}`),
        hasWidget: (await table.get(keys.widget(userId))) !== undefined,
        mails: await mailsTo(email),
      };
    },
  };
}

/** What befalls a subscription at Stripe. */
function happenings({ stripe }: Product, priceOf: (tier: string) => Promise<string>) {
  return {
    /** As `change-plan` does it. */
    async upgrade({ subscriptionId }: ProductSubscriber, tier: string): Promise<void> {
      const { items } = await stripe.subscriptions.retrieve(subscriptionId);
      await stripe.subscriptions.update(subscriptionId, {
        items: [{ id: items.data[0]?.id ?? '', price: await priceOf(tier) }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'pending_if_incomplete',
      });
    },
    /** From now on, by one of Stripe's test cards. */
    async pays({ customerId }: ProductSubscriber, card: string): Promise<void> {
      await stripe.customers.update(customerId, { invoice_settings: { default_payment_method: card } });
    },
    async lastInvoice({ subscriptionId: subscription }: ProductSubscriber): Promise<Stripe.Invoice> {
      const [invoice] = (await stripe.invoices.list({ subscription, limit: 1 })).data;
      if (!invoice) throw new Error(`${subscription} has no invoice`);
      return invoice;
    },
    /** Gives back so much of the last payment. */
    async refund({ customerId: customer }: ProductSubscriber, amount: number): Promise<Stripe.Refund> {
      const [intent] = (await stripe.paymentIntents.list({ customer, limit: 1 })).data;
      return stripe.refunds.create({ payment_intent: intent?.id ?? '', amount });
    },
  };
}

/** People with subscriptions on the whole running product, whose clock they move along. */
export function productSubscribers(product: Product) {
  const { stripe, cloud } = product;
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = cloud.settings;
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);

  async function priceOf(tier: string): Promise<string> {
    const { data } = await stripe.prices.list({ lookup_keys: [planLookupKey('dev', tier, 'month')] });
    return data[0]?.id ?? '';
  }

  async function customerOf(email: string): Promise<{ userId: string; customerId: string }> {
    const person = await product.account(email);
    const { id: userId } = (await person.call<{ id: string }>('GET', '/api/auth/user')).json;
    const { id: customerId } = await stripe.customers.create({ email });
    const card = { invoice_settings: { default_payment_method: 'pm_card_visa' } };
    await stripe.customers.update(customerId, card);
    await table.put({ Item: { ...keys.customer(customerId), userId, customerId } });
    await table.update({
      Key: keys.user(userId),
      UpdateExpression: 'SET stripeCustomerId = :customer',
      ExpressionAttributeValues: { ':customer': customerId },
    });
    return { userId, customerId };
  }

  const readClock = async () =>
    clock.parse(await (await fetch(`${cloud.addresses.stripe}/_sim/clock`)).json());

  return {
    table,
    ...readings(product, table),
    ...happenings(product, priceOf),
    nowSeconds: async () => (await readClock()).nowSeconds,
    async subscriber(email: string, { tier = 'CORE', trialDays }: Wanted = {}): Promise<ProductSubscriber> {
      const { userId, customerId } = await customerOf(email);
      const { id: subscriptionId } = await stripe.subscriptions.create({
        customer: customerId,
        items: [{ price: await priceOf(tier) }],
        ...(trialDays === undefined ? {} : { trial_period_days: trialDays }),
      });
      return { email, userId, customerId, subscriptionId };
    },
    /**
     * Moves the clocks of Stripe and Cue from one thing that falls due to the next, and lets Cue finish at each: a mail
     * that is being sent while days go by would be taken for one that was given up.
     */
    async pass(seconds: number): Promise<void> {
      await product.settled();
      let now = await readClock();
      const target = now.nowSeconds + seconds;
      while (now.nowSeconds < target) {
        const next = Math.min(now.nextDueSeconds ?? target, target) - now.nowSeconds;
        await advanceClock({ url: cloud.addresses.stripe, print: () => {} }, Math.max(1, next));
        await product.settled();
        now = await readClock();
      }
    },
  };
}

export type ProductSubscribers = ReturnType<typeof productSubscribers>;
