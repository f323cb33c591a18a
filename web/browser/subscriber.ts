import { expect, type Page } from '@playwright/test';
import Stripe from 'stripe';
import { type SubscriptionAnswer, subscriptionRoutes } from '../../lib/contract/subscription-routes.ts';
import { ports, siteUrl, stripeUrl } from './addresses.ts';
import { payWithCard, signIn } from './shopper.ts';

/** What a person does with a plan, and what happens to it at Stripe. */
const stripe = new Stripe('sk_test_laptop', { protocol: 'http', host: 'localhost', port: ports.stripe });

async function subscription(page: Page): Promise<SubscriptionAnswer | null> {
  const answer = await page.request.get('/api/payments/subscription');
  return subscriptionRoutes.getSubscription.response.parse(await answer.json());
}

async function live(page: Page): Promise<SubscriptionAnswer> {
  const found = await subscription(page);
  if (!found) throw new Error('There is no subscription');
  return found;
}

/** From the pricing page, by card, to the account; the first plan of a person begins with its trial. */
export async function subscribe(page: Page, plan: string, card: string): Promise<void> {
  await page.goto('/pricing');
  await page.getByRole('button', { name: new RegExp(`^(Try|Subscribe to) ${plan}`) }).click();
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
  await payWithCard(page, card);
  await page.waitForURL(`${siteUrl}/account**`, { waitUntil: 'commit' });
}

/** Signs in and leaves no plan from an earlier test. */
export async function signInWithoutPlan(page: Page, email: string): Promise<void> {
  await signIn(page, email);
  const left = await subscription(page);
  if (left === null) return;
  await stripe.subscriptions.cancel(left.id);
  await expect.poll(() => subscription(page)).toBeNull();
}

/** Pays for Pro, past its trial, and is at the account. */
export async function signInWithPro(page: Page, email: string): Promise<void> {
  await signInWithoutPlan(page, email);
  await subscribe(page, 'Pro', '4242 4242 4242 4242');
  await expect.poll(async () => (await subscription(page))?.tier).toBe('PRO');
  const { id, status } = await live(page);
  if (status === 'trialing') await stripe.subscriptions.update(id, { trial_end: 'now' });
  await expect.poll(async () => (await subscription(page))?.status).toBe('active');
  await page.goto('/account');
}

/** Pays by this card from now on. */
export async function changeCard(page: Page, paymentMethod: string): Promise<void> {
  const { id } = await live(page);
  const { customer } = await stripe.subscriptions.retrieve(id);
  const method = await stripe.paymentMethods.attach(paymentMethod, { customer: String(customer) });
  await stripe.subscriptions.update(id, { default_payment_method: method.id });
}

async function tellStripe(path: string, body: object): Promise<void> {
  const answer = await fetch(stripeUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

/** Its period ends now, and the payment for the next is declined. */
export async function failRenewal(page: Page): Promise<void> {
  const { id } = await live(page);
  await tellStripe(`/_sim/subscriptions/${id}/fail-payments`, { count: 1 });
  await tellStripe(`/_sim/subscriptions/${id}/renew`, {});
  await expect.poll(async () => (await subscription(page))?.status).toBe('past_due');
}

export async function endAtStripe(page: Page): Promise<void> {
  await stripe.subscriptions.cancel((await live(page)).id);
  await expect.poll(() => subscription(page)).toBeNull();
}

/** On Stripe's invoice page, which a link opened in a tab of its own. */
export async function payInvoice(page: Page, open: () => Promise<void>, card: string): Promise<void> {
  const [invoicePage] = await Promise.all([page.waitForEvent('popup'), open()]);
  await payWithCard(invoicePage, card);
  await invoicePage.getByText(/paid/i).first().waitFor();
  await invoicePage.close();
}
