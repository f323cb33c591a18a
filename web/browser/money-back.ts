import { expect, type Page } from '@playwright/test';
import Stripe from 'stripe';
import { billingRoutes, type Payment } from '../../lib/contract/billing-routes.ts';
import { ports, stripeUrl } from './addresses.ts';
import { openCheckout, payWithCard } from './shopper.ts';

// What is done in Stripe's dashboard and by banks; each function returns when Cue knows of it.
const stripe = new Stripe('sk_test_laptop', { protocol: 'http', host: 'localhost', port: ports.stripe });

async function latestPayment(page: Page): Promise<Payment> {
  const answer = await page.request.get('/api/billing/payments?limit=1');
  const [payment] = billingRoutes.listPayments.response.parse(await answer.json()).payments;
  if (!payment) throw new Error('There is no payment yet');
  return payment;
}

async function latestIntent(page: Page): Promise<string> {
  const { checkout_session_id } = await latestPayment(page);
  const session = await stripe.checkout.sessions.retrieve(checkout_session_id ?? '');
  return String(session.payment_intent);
}

async function untilTakenBack(page: Page, credits: number): Promise<void> {
  await expect.poll(async () => (await latestPayment(page)).credits_clawed_back).toBe(credits);
}

async function tellStripe(path: string, body: object): Promise<unknown> {
  const answer = await fetch(stripeUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return answer.json();
}

/** Refunds cents of the latest payment, which leaves this many of its credits taken back in all. */
export async function refund(page: Page, amount: number, creditsTakenBack: number): Promise<void> {
  await stripe.refunds.create({ payment_intent: await latestIntent(page), amount });
  await untilTakenBack(page, creditsTakenBack);
}

/** Disputes the whole of the latest payment; returns the dispute's id. */
export async function dispute(page: Page, creditsTakenBack: number): Promise<string> {
  const opened = await tellStripe(`/_sim/payments/${await latestIntent(page)}/dispute`, {});
  await untilTakenBack(page, creditsTakenBack);
  return String(Reflect.get(Object(opened), 'id'));
}

export async function winDispute(page: Page, disputeId: string): Promise<void> {
  await tellStripe(`/_sim/disputes/${disputeId}/settle`, { outcome: 'won' });
  await untilTakenBack(page, 0);
}

export async function buy25(page: Page): Promise<void> {
  await openCheckout(page, 25);
  await payWithCard(page, '4242 4242 4242 4242');
  await page.getByRole('heading', { name: '25 credits added' }).waitFor();
}

/** As the page's own script would: with its cookies and its origin. */
export async function spend(page: Page, credits: number, reason: string): Promise<void> {
  const status = await page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/billing/spend', { method: 'POST', headers, body: JSON.stringify(body) }))
        .status;
    },
    { credits, reason },
  );
  expect(status).toBe(200);
}

/** Spends the credits of a purchase that is refunded then: the balance ends at −20. */
export async function fallTwentyShort(page: Page): Promise<void> {
  await buy25(page);
  const answer = await page.request.get('/api/billing/credits');
  const { available } = billingRoutes.getCredits.response.parse(await answer.json());
  if (available > 5) await spend(page, available - 5, 'Four workflows exported as projects');
  await refund(page, 500, 25);
}
