import type { Page } from '@playwright/test';
import type { WorkflowSummary } from '../../lib/contract/workflow-routes.ts';
import { siteUrl } from './addresses.ts';
import { expect, test } from './clean-page.ts';
import { tabTo } from './keyboard.ts';
import { answerWorkflows, someWorkflows, workflow } from './mocked-workflows.ts';
import { signIn } from './shopper.ts';

const email = 'barbara@example.com';
const headers = { origin: siteUrl };

const kept = async (page: Page): Promise<WorkflowSummary[]> =>
  (await (await page.request.get('/api/workflows')).json()).workflows;
const names = async (page: Page) => (await kept(page)).map(({ name }) => name).sort();

/** Signs in with these workflows and no others. */
async function signInWith(page: Page, ...wanted: string[]): Promise<void> {
  await signIn(page, email);
  for (const { id } of await kept(page)) await page.request.delete(`/api/workflows/${id}`, { headers });
  for (const name of wanted) {
    const answer = await page.request.post('/api/workflows', { headers, data: { name, description: '' } });
    expect(answer.status()).toBe(201);
  }
  await page.goto('/dashboard');
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('who has none begins with a template, which is kept and opens', async ({ page, isMobile }) => {
  await signInWith(page);
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Approval of large orders If' }).click();
  await expect(page).toHaveURL(/\/workflows\/wf_[0-9A-Z]{26}$/);
  if (isMobile) await page.getByRole('banner').getByRole('link', { name: 'Workflows' }).click();
  else await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' }).click();
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeFocused();
  await expect(row(page, 'Approval of large orders')).toContainText('5');
  await expect(page.getByText('1 workflow', { exact: true })).toBeVisible();
});

/** From the focused button that opens it: by the first entry, which opening focuses. */
async function renameByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Enter');
  // It leaves when it has appeared, a tenth of a second later; who opens it before that has not closed it.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByLabel('New name of Digest')).toBeFocused();
}

test('a workflow is renamed in place, by keyboard alone, and Escape leaves it as it was', async ({
  page,
}) => {
  await signInWith(page, 'Digest');
  await expect(row(page, 'Digest')).toBeVisible();
  await tabTo(page, /^Actions for Digest$/);
  await renameByKeyboard(page);
  await page.keyboard.type('Something else');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Actions for Digest' })).toBeFocused();
  expect(await names(page)).toEqual(['Digest']);
  await renameByKeyboard(page);
  await page.keyboard.type('Weekly digest');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Weekly digest' })).toBeVisible();
  expect(await names(page)).toEqual(['Weekly digest']);
});

test('a duplicate has a name of its own and all the rest', async ({ page }) => {
  await signInWith(page);
  const nodeData = { nodes: [{ id: 'a' }, { id: 'b' }], edges: [], foreign: true };
  const data = { name: 'Digest', description: 'Weekly', nodeData, generatedCode: 'print()' };
  await page.request.post('/api/workflows', { headers, data });
  await page.reload();
  await choose(page, 'Digest', 'Duplicate');
  await expect(row(page, 'Copy of Digest')).toContainText('Weekly');
  const copy = (await kept(page)).find(({ name }) => name === 'Copy of Digest');
  const whole = await (await page.request.get(`/api/workflows/${copy?.id}`)).json();
  expect(whole).toMatchObject({ nodeData, generatedCode: 'print()', description: 'Weekly', status: 'draft' });
});

test('a deleted workflow can be brought back, and is deleted only when its notice goes', async ({ page }) => {
  await signInWith(page, 'Digest', 'Receipt');
  await choose(page, 'Digest', 'Delete');
  await expect(row(page, 'Digest')).toHaveCount(0);
  await expect(page.getByText('1 workflow', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Digest')).toBeVisible();
  expect(await names(page)).toEqual(['Digest', 'Receipt']);
  await choose(page, 'Digest', 'Delete');
  await expect(row(page, 'Digest')).toHaveCount(0);
  expect(await names(page)).toEqual(['Digest', 'Receipt']);
  await page.getByRole('button', { name: 'Delete now' }).click();
  await expect.poll(() => names(page)).toEqual(['Receipt']);
  await expect(row(page, 'Digest')).toHaveCount(0);
});

test('leaving the list, or the site, deletes what waits to be deleted', async ({ page, context }) => {
  await signInWith(page, 'Digest', 'Receipt', 'Welcome');
  await choose(page, 'Digest', 'Delete');
  await page.getByRole('banner').getByRole('link', { name: 'Cue' }).click();
  await expect.poll(() => names(page)).toEqual(['Receipt', 'Welcome']);
  await page.goto('/dashboard');
  await choose(page, 'Receipt', 'Delete');
  const other = await context.newPage();
  await page.close();
  await expect.poll(() => names(other)).toEqual(['Welcome']);
});

test.describe('when deleting fails', () => {
  test.use({ expectedFaults: ['502'] });

  test('the workflow is back in the list, and the page says why', async ({ page }) => {
    await signInWith(page, 'Digest', 'Receipt');
    await page.route('**/api/workflows/wf_*', (route) => route.fulfill({ status: 502 }));
    await choose(page, 'Digest', 'Delete');
    await page.getByRole('button', { name: 'Delete now' }).click();
    await expect(page.getByText('Digest was not deleted.').first()).toBeVisible();
    await expect(row(page, 'Digest')).toBeVisible();
  });
});

test('search and order are kept in the address', async ({ page }) => {
  await signIn(page, email);
  await answerWorkflows(page, someWorkflows);
  await page.goto('/dashboard');
  await expect(page.getByText('5 workflows')).toBeVisible();
  await page.getByLabel('Sort by').selectOption('name');
  await expect(page.getByRole('row').nth(1)).toContainText('A digest of everything');
  await page.getByLabel('Search workflows').fill('github');
  await expect(page.getByText('1 found')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Search workflows')).toHaveValue('github');
  await expect(page.getByLabel('Sort by')).toHaveValue('name');
  await page.getByLabel('Search workflows').fill('no such thing');
  await page.getByRole('button', { name: 'Show all workflows' }).click();
  await expect(page.getByText('5 workflows')).toBeVisible();
});

test('a long list comes in pages', async ({ page }) => {
  await signIn(page, email);
  await answerWorkflows(
    page,
    Array.from({ length: 120 }, (_, index) => workflow(index)),
  );
  await page.goto('/dashboard');
  await expect(page.getByText('120 workflows')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('row')).toHaveCount(101);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('row')).toHaveCount(121);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test.describe('when the list cannot be loaded', () => {
  test.use({ expectedFaults: ['502'] });

  test('the page says so, and Retry brings it', async ({ page }) => {
    await signInWith(page, 'Digest');
    let down = true;
    await page.route('**/api/workflows?*', (route) =>
      down ? route.fulfill({ status: 502 }) : route.continue(),
    );
    await page.reload();
    await expect(page.getByText('Your workflows could not be loaded.')).toBeVisible();
    down = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(row(page, 'Digest')).toBeVisible();
  });
});

test('who is not signed in is sent to sign in, and back', async ({ page }) => {
  await page.goto('/dashboard');
  await expect(page).toHaveURL(`${siteUrl}/login?return_to=%2Fdashboard`);
  await expect(page.getByText('To see, change and export your workflows.')).toBeVisible();
});
