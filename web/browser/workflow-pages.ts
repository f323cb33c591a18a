import type { Page } from '@playwright/test';
import { answerWith, proPlan } from './mocked-plan.ts';
import { answerUsage, answerWorkflows, generated, refusal, someWorkflows } from './mocked-workflows.ts';
import type { Scene } from './pages.ts';
import { signIn } from './shopper.ts';

const digest = 'Digest of GitHub issues';

async function signedInWith(page: Page, available: number): Promise<void> {
  await signIn(page, 'frances@example.com');
  await answerWith(page, {
    credits: { balance: available, available, held: 0, unlimited: false, tier: 'FREE' },
  });
}

async function openList(page: Page): Promise<void> {
  await signedInWith(page, 22);
  await answerWorkflows(page, someWorkflows);
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'Receipt after a payment' }).waitFor();
}

const answerGeneration = (
  page: Page,
  answer: Parameters<Parameters<Parameters<Page['route']>[1]>[0]['fulfill']>[0],
) => page.route('**/api/workflows/generate', (route) => route.fulfill(answer));

/** An example is drawn by itself only where it is known that it costs nothing. */
async function drawExample(page: Page): Promise<void> {
  await page.getByText(/^Free here:/).waitFor();
  await page.getByRole('button', { name: digest }).click();
}

/** The pages around workflows, in the states that a person meets. */
export const workflowScenes: readonly Scene[] = [
  {
    name: 'home-drawn',
    open: async (page) => {
      await answerGeneration(page, { json: generated() });
      await page.goto('/');
      await drawExample(page);
      await page.getByRole('link', { name: 'Sign in to keep' }).waitFor();
      await page.getByRole('button', { name: /^Over \$500\?/ }).focus();
      // A picture of the whole page begins at its top.
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  {
    name: 'home-not-a-workflow',
    expectedFaults: ['422'],
    open: async (page) => {
      const reason = 'Cue found nothing to do in this. Say when it starts and what is to happen then.';
      await answerGeneration(page, refusal(422, 'not_a_workflow', reason));
      await page.goto('/');
      await page.getByLabel('What should happen?').fill('The weather is nice today');
      await page.keyboard.press('Enter');
      await page.getByText(reason).waitFor();
    },
  },
  {
    name: 'home-used-up',
    expectedFaults: ['429'],
    open: async (page) => {
      const reason = 'The 10 free generations of today are used up. Sign in to go on, or come back tomorrow.';
      await answerGeneration(page, refusal(429, 'rate_limited', reason, { 'retry-after': '7200' }));
      await page.goto('/');
      await drawExample(page);
      await page.getByText('You can generate again').waitFor();
    },
  },
  {
    name: 'home-short-of-credits',
    expectedFaults: ['402'],
    open: async (page) => {
      await signedInWith(page, 1);
      await answerGeneration(
        page,
        refusal(402, 'insufficient_credits', 'Insufficient credits. You have 0, need 1'),
      );
      await page.goto('/');
      await page.getByLabel('What should happen?').fill('Every hour call https://example.com');
      await page.keyboard.press('Enter');
      await page.getByText('Nothing was generated.').waitFor();
    },
  },
  { name: 'workflows', open: openList },
  {
    name: 'workflows-menu',
    open: async (page) => {
      await openList(page);
      await page.getByRole('button', { name: 'Actions for Approval of large orders' }).click();
    },
  },
  {
    name: 'workflows-deleted',
    open: async (page) => {
      await openList(page);
      await page.getByRole('button', { name: 'Actions for Approval of large orders' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
  {
    name: 'workflows-empty',
    open: async (page) => {
      await signedInWith(page, 22);
      await answerWorkflows(page, []);
      await page.goto('/dashboard');
      await page.getByRole('button', { name: /^Empty canvas/ }).waitFor();
    },
  },
  {
    name: 'workflows-new',
    open: async (page) => {
      await signedInWith(page, 22);
      await page.goto('/workflows/new');
      await page.getByRole('button', { name: /^Empty canvas/ }).waitFor();
    },
  },
  {
    name: 'usage',
    open: async (page) => {
      await signedInWith(page, 22);
      await answerWith(page, { subscription: proPlan(), invoices: [] });
      await answerUsage(page);
      await page.goto('/account/billing');
      await page.getByText('4,958').waitFor();
    },
  },
];
