import type { Page } from '@playwright/test';
import type { BalanceAnswer, LedgerEntry } from '../../lib/contract/billing-routes.ts';
import { answerWith, daysFromNow, proPlan, someInvoices } from './mocked-plan.ts';
import { answerUsage } from './mocked-workflows.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const balance = (fields: Partial<BalanceAnswer> = {}): BalanceAnswer => ({
  balance: 1_047,
  available: 1_042,
  held: 5,
  unlimited: false,
  low: false,
  sums: { purchased: 1_250, granted: 325, spent: -508, refunded: -20 },
  plan_credits: { credits: 100, since: daysFromNow(-10) },
  ...fields,
});

const entry = (number: number, fields: Partial<LedgerEntry>): LedgerEntry => ({
  id: `spend:${number}`,
  type: 'Spend',
  credits_delta: -3,
  balance_after: 1_047,
  notes: 'Export: Orders of the day, mailed to the shop each evening',
  source: { kind: 'spend', id: `spd_${number}`, event_id: null },
  created_at: daysFromNow(-number),
  ...fields,
});

const entries: LedgerEntry[] = [
  entry(1, {}),
  entry(2, { notes: 'Generate: Orders of the day', credits_delta: -1, balance_after: 1_050 }),
  entry(10, {
    id: 'month:1',
    type: 'Grant',
    credits_delta: 100,
    balance_after: 1_051,
    notes: 'Monthly PRO subscription credits',
  }),
  entry(12, {
    id: 're_1',
    type: 'Refund',
    credits_delta: -20,
    balance_after: 951,
    notes: 'Partial refund: 100 credits',
  }),
  entry(40, {
    id: 'cs_1',
    type: 'Purchase',
    credits_delta: 100,
    balance_after: 971,
    notes: 'One-time purchase: 100 credits',
  }),
];

/** Balance and statement as somebody has them who has been here for months. */
async function openBilling(page: Page, parts: BalanceAnswer, listed: LedgerEntry[] = entries): Promise<void> {
  await signIn(page, 'frances@example.com');
  const { balance: all, available, held, unlimited } = parts;
  const credits = { balance: all, available, held, unlimited, tier: 'PRO' };
  await page.route('**/api/billing/credits', (route) => route.fulfill({ json: credits }));
  await page.route('**/api/billing/balance', (route) => route.fulfill({ json: parts }));
  await page.route('**/api/billing/ledger*', (route) =>
    route.fulfill({ json: { entries: listed, next_cursor: null } }),
  );
  await answerUsage(page);
  await answerWith(page, { subscription: proPlan(), invoices: someInvoices });
  await page.goto('/account/billing');
  await page.getByRole('heading', { name: 'Statement' }).waitFor();
}

/** The page of the money's side, in the states that a person meets. */
export const billingScenes: readonly Scene[] = [
  { name: 'billing', open: (page) => openBilling(page, balance()) },
  {
    name: 'billing-low',
    open: (page) =>
      openBilling(
        page,
        balance({
          balance: 3,
          available: 3,
          held: 0,
          low: true,
          sums: { purchased: 25, granted: 100, spent: -122, refunded: 0 },
        }),
      ),
  },
  {
    name: 'billing-none-of-these',
    open: async (page) => {
      await openBilling(page, balance(), []);
      await page.getByLabel('Show', { exact: true }).selectOption('Refunds and disputes');
      await page.getByText('Nothing of this kind happened').waitFor();
    },
  },
];
