import type { Page } from '@playwright/test';
import { answerWith, daysFromNow, proPlan } from './mocked-plan.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

async function askToDelete(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Type /)
    .fill('margaret');
}

/** The end of an account, in the states that a person meets. */
export const yourDataScenes: readonly Scene[] = [
  {
    name: 'delete-account',
    open: async (page) => {
      await signIn(page, 'margaret@example.com');
      await askToDelete(page);
    },
  },
  {
    name: 'delete-account-with-plan',
    open: async (page) => {
      await signIn(page, 'margaret@example.com');
      await answerWith(page, { subscription: proPlan({ current_period_end: daysFromNow(12) }) });
      await askToDelete(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Delete my account' }).click();
    },
  },
  {
    name: 'download-failed',
    open: async (page) => {
      await page.route('**/api/account/export*', (route) => route.fulfill({ status: 502 }));
      await signIn(page, 'margaret@example.com');
      await page.goto('/account');
      await page.getByRole('button', { name: 'Download my data' }).click();
      await page.getByText('Your data could not be downloaded.').waitFor();
    },
    expectedFaults: ['502'],
  },
  {
    name: 'goodbye',
    open: async (page) => {
      await page.goto('/goodbye');
    },
  },
];
