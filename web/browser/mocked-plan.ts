import type { Page } from '@playwright/test';
import type { PlansAnswer } from '../../lib/contract/payment-routes.ts';
import type {
  Invoice,
  PlanChangePreview,
  SubscriptionAnswer,
} from '../../lib/contract/subscription-routes.ts';
import { subscriptionOf } from '../src/testing/subscription.ts';
import { signIn } from './shopper.ts';

/** States of a plan that take a bank, a month or a fault to come about: answered to the page in the API's place. */

const dayMs = 86_400_000;
export const daysFromNow = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** Pro by the month, ten days old; a scene names what is otherwise. */
export const proPlan = (fields: Partial<SubscriptionAnswer> = {}): SubscriptionAnswer =>
  subscriptionOf({
    id: 'sub_mocked',
    current_period_start: daysFromNow(-10),
    current_period_end: daysFromNow(20),
    ...fields,
  });

const invoice = (fields: Partial<Invoice>): Invoice => ({
  id: 'in_1',
  number: 'CUE-0003',
  status: 'paid',
  amount_due: 1499,
  amount_paid: 1499,
  currency: 'usd',
  created_at: daysFromNow(-10),
  period_start: daysFromNow(-10),
  period_end: daysFromNow(20),
  hosted_invoice_url: 'https://invoice.stripe.com/i/1',
  invoice_pdf: 'https://pay.stripe.com/invoice/1/pdf',
  ...fields,
});

export const someInvoices: Invoice[] = [
  invoice({ id: 'in_3', number: 'CUE-0003', status: 'open', amount_paid: 0 }),
  invoice({
    id: 'in_2',
    number: 'CUE-0002',
    created_at: daysFromNow(-41),
    period_start: daysFromNow(-41),
    period_end: daysFromNow(-10),
  }),
  invoice({
    id: 'in_1',
    number: 'CUE-0001',
    amount_due: 0,
    amount_paid: 0,
    created_at: daysFromNow(-48),
    period_start: daysFromNow(-48),
    period_end: daysFromNow(-41),
  }),
];

interface Answers {
  subscription?: SubscriptionAnswer | null;
  invoices?: Invoice[];
  preview?: PlanChangePreview;
  credits?: { balance: number; available: number; held: number; unlimited: boolean; tier: string };
}

/** Answers what is given in the API's place; all else is the cloud's. */
export async function answerWith(
  page: Page,
  { subscription, invoices, preview, credits }: Answers,
): Promise<void> {
  const answers: [string, unknown][] = [
    ['**/api/payments/subscription', subscription],
    ['**/api/billing/invoices*', invoices && { invoices, next_cursor: null }],
    ['**/api/payments/change-plan?preview=true', preview],
    ['**/api/billing/credits', credits],
  ];
  for (const [path, json] of answers) {
    if (json !== undefined) await page.route(path, (route) => route.fulfill({ json }));
  }
}

/** The catalog as it is, but for a part of each plan. */
export async function changePlans(
  page: Page,
  change: (plan: PlansAnswer['plans'][number]) => Partial<PlansAnswer['plans'][number]>,
): Promise<void> {
  await page.route('**/api/payments/plans', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as PlansAnswer;
    const plans = answer.plans.map((plan) => ({ ...plan, ...change(plan) }));
    await route.fulfill({ response, json: { ...answer, plans } });
  });
}

/** Opens a page for somebody whose plan stands like that. */
export const withPlan = (path: string, answers: Answers) => async (page: Page) => {
  await signIn(page, 'frances@example.com');
  await answerWith(page, answers);
  await page.goto(path);
};
