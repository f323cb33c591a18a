import type { Page } from '@playwright/test';
import { expect, test } from './clean-page.ts';
import { testInPython, unpack } from './exported-project.ts';
import { tabTo } from './keyboard.ts';
import { buy25 } from './money-back.ts';
import { balance } from './shopper.ts';
import { codeOf, keepWorkflow, openTemplate, signInToWrite, stepOn, untilSaved } from './workflow-author.ts';

const email = 'frances@example.com';
const panel = (page: Page) => page.getByRole('complementary');

test('a sentence becomes a graph whose code follows every edit, and is the same after a reload', async ({
  page,
  isMobile,
}) => {
  await signInToWrite(page, email);
  await buy25(page);
  const before = await balance(page);
  await page.goto('/');
  await page.getByLabel('What should happen?').fill('When an order is posted, email the customer a receipt');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/workflows\/wf_/);
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
  expect(await balance(page)).toBe(before - 1);

  await page.locator('.react-flow__node').last().click();
  await panel(page).getByRole('textbox', { name: 'Subject' }).fill('Your receipt, with thanks');
  if (isMobile) await page.getByRole('button', { name: 'Code', exact: true }).click();
  await expect(codeOf(page)).toContainText('Your receipt, with thanks');
  await page.getByRole('button', { name: 'TypeScript' }).click();
  await expect(codeOf(page)).toContainText("'Your receipt, with thanks'");
  await untilSaved(page);

  await page.reload();
  if (isMobile) await page.getByRole('button', { name: 'Code', exact: true }).click();
  await expect(page.getByRole('button', { name: 'TypeScript' })).toHaveAttribute('aria-pressed', 'true');
  await expect(codeOf(page)).toContainText('Your receipt, with thanks');
});

test('steps are added, connected, undone and redone by keyboard alone', async ({ page, isMobile }) => {
  test.skip(isMobile, 'A phone has no keyboard');
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  await stepOn(page, 'New order').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByLabel('What it is called')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(stepOn(page, 'New order')).toBeFocused();

  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Find a step' }).fill('wait');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByLabel('What it is called')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Breathe');
  await expect(codeOf(page)).toContainText('# Breathe');
  await panel(page).getByLabel('Connect to').selectOption({ label: 'Over $500?' });
  await expect(page.getByText(/to put right/).first()).toBeVisible();
  await tabTo(page, /Disconnect from Over/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Disconnect from Over $500?' })).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: 'Disconnect from Over $500?' })).toBeVisible();

  await stepOn(page, 'Breathe').focus();
  await page.keyboard.press('Delete');
  await expect(stepOn(page, 'Breathe')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await untilSaved(page);
});

test('a step is moved and connected by dragging, and tidying puts all in order', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'A mouse drags');
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  const box = async (label: string) =>
    (await stepOn(page, label).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const start = await box('Ship the order');
  await page.mouse.move(start.x + 60, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 80, { steps: 5 });
  await page.mouse.up();
  expect((await box('Ship the order')).y).toBeGreaterThan(start.y + 40);

  await page.keyboard.press('Control+z');
  expect((await box('Ship the order')).y).toBeCloseTo(start.y, 0);
  const [from, to] = [await box('Tell the customer'), await box('Ship the order')];
  await page.mouse.move(from.x + from.width, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(page.locator('.react-flow__edge')).toHaveCount(6);
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await untilSaved(page);
});

test('what is wrong stands at its field and leads there, and a reference is picked from earlier steps', async ({
  page,
}) => {
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  await stepOn(page, 'Ship the order').click();
  await panel(page).getByLabel('Address', { exact: true }).fill('ftp://example.com');
  await expect(panel(page).getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await panel(page).getByRole('button', { name: 'All steps' }).click();
  await panel(page).getByRole('button', { name: 'Ship the order, Address' }).click();
  await panel(page).getByLabel('Address', { exact: true }).fill('https://example.com/');
  await page.getByRole('button', { name: 'Insert a value into Address' }).click();
  await page.getByRole('menuitem', { name: 'email' }).click();
  await expect(panel(page).getByLabel('Address', { exact: true })).toHaveValue(
    /https:\/\/example\.com\/\{\{trigger\.email\}\}/,
  );
  await expect(panel(page).getByText(/to put right/)).toHaveCount(0);
});

test('an export says its price, downloads a project whose own test passes, and is paid once', async ({
  page,
  isMobile,
}) => {
  await signInToWrite(page, email);
  await buy25(page);
  await openTemplate(page, 'large-orders');
  const before = await balance(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as a project' });
  await expect(dialog).toContainText(`3 credits will be used. You have ${before}.`);
  await expect(dialog).toContainText('To run it you need: Amazon SES.');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const folder = await unpack(await downloading);
  await expect(page.getByRole('dialog')).toContainText('Your project is in your downloads');
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await balance(page)).toBe(before - 3);
  if (!isMobile) expect(await testInPython(folder)).toContain('OK');
});

test('without enough credits an export leads to buying what is missing', async ({ page }) => {
  await signInToWrite(page, 'edsger@example.com');
  await openTemplate(page, 'large-orders');
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as a project' });
  await expect(dialog).toContainText('An export takes 3 credits. You have 0.');
  await dialog.getByRole('link', { name: 'Buy credits' }).click();
  await expect(page).toHaveURL(/\/credits/);
});

test('what is being typed is saved with the rest, also a draft that is not right yet', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'A phone has no Ctrl+S');
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  await stepOn(page, 'Ship the order').click();
  await panel(page).getByLabel('Address', { exact: true }).fill('ftp://example.com');
  await page.getByLabel('Name of the workflow').fill('Half done');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+s');
  await untilSaved(page);
  await page.reload();
  await expect(page.getByLabel('Name of the workflow')).toHaveValue('Half done');
  await expect(panel(page).getByText('One thing to put right')).toBeVisible();
});

test('only the canvas deletes, and the focus goes to the step before', async ({ page, isMobile }) => {
  test.skip(isMobile, 'A phone has no keyboard');
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  await stepOn(page, 'Ask the manager').click();
  await panel(page).getByRole('button', { name: 'All steps' }).focus();
  await page.keyboard.press('Delete');
  await expect(stepOn(page, 'Ask the manager')).toBeVisible();
  await stepOn(page, 'Ask the manager').focus();
  await page.keyboard.press('Delete');
  await expect(stepOn(page, 'Ask the manager')).toHaveCount(0);
  await expect(stepOn(page, 'Over $500?')).toBeFocused();
});

test('the editor fills the screen, and the page itself does not scroll', async ({ page }) => {
  await signInToWrite(page, email);
  await openTemplate(page, 'large-orders');
  await stepOn(page, 'Ask the manager').click();
  await panel(page).getByLabel('What it is called').waitFor();
  const room = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(room).toBe(0);
});

test('a workflow of another program is shown with its code, and why it cannot be changed', async ({
  page,
}) => {
  await signInToWrite(page, email);
  const id = await keepWorkflow(page, {
    name: 'Made elsewhere',
    description: 'By another program',
    nodeData: { steps: ['one', 'two'] },
    generatedCode: 'print("elsewhere")',
  });
  await page.goto(`/workflows/${id}`);
  await expect(page.getByRole('heading', { name: 'Made elsewhere' })).toBeVisible();
  await expect(page.getByText('print("elsewhere")')).toBeVisible();
  await expect(page.getByText('Its steps are not written as this canvas writes them.')).toBeVisible();
});

test('an empty workflow begins with a trigger', async ({ page }) => {
  await signInToWrite(page, email);
  const id = await keepWorkflow(page, {
    name: 'From nothing',
    description: '',
    nodeData: { nodes: [], edges: [] },
  });
  await page.goto(`/workflows/${id}`);
  await page.getByRole('button', { name: 'Add the first step' }).click();
  await page.getByRole('option', { name: /^Schedule/ }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
  await untilSaved(page);
});
