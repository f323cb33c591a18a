import type Stripe from 'stripe';
import { type Lab, openLab } from './lab.ts';

/** The first of a month that has 31 days, at ten in the morning. */
export const START = Date.parse('2027-01-01T10:00:00Z') / 1000;
export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** Half of a month of 31 days. */
export const HALF_MONTH = 15 * DAY + DAY / 2;

/** Cue's plans, a customer whose card pays, and a clock that stands at {@link START}. */
export interface BillingLab extends Lab {
  customer: Stripe.Customer;
  prices: { core: string; pro: string; proYearly: string; studio: string };
}

export async function openBillingLab(card = 'pm_card_visa'): Promise<BillingLab> {
  let nowSeconds = START;
  const lab = await openLab({ nowSeconds: () => nowSeconds });
  const plan = async (name: string, amounts: [number, 'month' | 'year'][]) => {
    const product = await lab.stripe.products.create({ name });
    const made = amounts.map(([unit_amount, interval]) =>
      lab.stripe.prices.create({
        product: product.id,
        currency: 'usd',
        unit_amount,
        recurring: { interval },
      }),
    );
    return (await Promise.all(made)).map(({ id }) => id);
  };
  const [core = ''] = await plan('Core', [[499, 'month']]);
  const [pro = ''] = await plan('Pro', [[1499, 'month']]);
  const [proYearly = ''] = await plan('Pro by the year', [[14900, 'year']]);
  const [studio = ''] = await plan('Studio', [[2999, 'month']]);
  const customer = await lab.stripe.customers.create({ email: 'ada@example.com', name: 'Ada' });
  if (card !== 'none') await setDefaultCard(lab, customer.id, card);
  return Object.assign(lab, {
    customer,
    prices: { core, pro, proYearly, studio },
    passSeconds: (seconds: number) => {
      nowSeconds += seconds;
    },
  });
}

/** Subscribes the lab's customer to a price; answers the subscription's id and its item's. */
export async function subscribe(lab: BillingLab, price = lab.prices.core, more: object = {}) {
  const { id, items } = await lab.stripe.subscriptions.create({
    customer: lab.customer.id,
    items: [{ price }],
    ...more,
  });
  return { id, item: String(items.data[0]?.id) };
}

export async function setDefaultCard({ stripe }: Lab, customer: string, card: string): Promise<void> {
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card } });
}

export async function invoicesOf({ stripe }: Lab, subscription: { id: string }): Promise<Stripe.Invoice[]> {
  const { data } = await stripe.invoices.list({ subscription: subscription.id, limit: 100 });
  return data.reverse();
}

/** Amount and what for, line by line. */
export function linesOf({ lines }: Stripe.Invoice): [number, string | null][] {
  return lines.data.map(({ amount, description }) => [amount, description]);
}

export const iso = (seconds: number | null | undefined) =>
  new Date(Number(seconds) * 1000).toISOString().replace('.000Z', '');

export function period({ items }: Stripe.Subscription): string[] {
  const [item] = items.data;
  return [iso(item?.current_period_start), iso(item?.current_period_end)];
}

/** What has happened since the customer was there, without what concerns their cards. */
export async function billingEvents({ stripe }: Lab, since = 'customer.updated'): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  const types = data.map(({ type }) => String(type));
  const place = types.indexOf(since);
  return types.slice(0, place === -1 ? types.length : place).reverse();
}
