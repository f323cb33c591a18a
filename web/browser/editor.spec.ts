import type { Page } from '@playwright/test';
import { expect, test } from './clean-page.ts';
import { testInPython, unpack } from './exported-project.ts';
import { tabTo } from './keyboard.ts';
import { buy25 } from './money-back.ts';
import { balance, chooseAccount } from './shopper.ts';
import {
  changeElsewhere,
  codeOf,
  deleteElsewhere,
  keepWorkflow,
  openTemplate,
  signInToWrite,
  stepOn,
  untilSaved,
} from './workflow-author.ts';

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

test.describe('when two windows edit one workflow', () => {
  test.use({ expectedFaults: ['412'] });

  async function openConflict(page: Page): Promise<string> {
    await signInToWrite(page, email);
    const id = await openTemplate(page, 'large-orders');
    await changeElsewhere(page, id, { name: 'Orders, theirs' });
    await stepOn(page, 'Over $500?').click();
    await panel(page).getByLabel('What it is called').fill('Over $900?');
    await expect(page.getByRole('dialog')).toContainText('The other version is called “Orders, theirs”.');
    await expect(page.getByRole('dialog')).toContainText('“Over $900?” is called “Over $500?” in the other.');
    return id;
  }
  const name = (page: Page) => page.getByLabel('Name of the workflow');

  test('mine can be kept', async ({ page }) => {
    await openConflict(page);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await untilSaved(page);
    await page.reload();
    await expect(name(page)).toHaveValue('Approval of large orders');
    await expect(stepOn(page, 'Over $900?')).toBeVisible();
  });

  test('theirs can be taken', async ({ page }) => {
    await openConflict(page);
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect(name(page)).toHaveValue('Orders, theirs');
    await expect(stepOn(page, 'Over $500?')).toBeVisible();
    await untilSaved(page);
  });

  test('mine can become a copy, and theirs stays', async ({ page }) => {
    const id = await openConflict(page);
    await page.getByRole('button', { name: 'Save mine as a copy' }).click();
    await expect(name(page)).toHaveValue('Copy of Approval of large orders');
    await expect(stepOn(page, 'Over $900?')).toBeVisible();
    await page.goto(`/workflows/${id}`);
    await expect(name(page)).toHaveValue('Orders, theirs');
  });
});

test.describe('when a save fails', () => {
  test.use({ expectedFaults: ['503'] });

  test('the bar says so, leaving asks, and Retry saves', async ({ page }) => {
    let isDown = true;
    await signInToWrite(page, email);
    const id = await openTemplate(page, 'large-orders');
    await page.route(`**/api/workflows/${id}`, (route) =>
      isDown && route.request().method() === 'PUT' ? route.fulfill({ status: 503 }) : route.continue(),
    );
    await page.getByLabel('Name of the workflow').fill('Orders over $500');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('alert')).toContainText('Your changes could not be saved.');
    await page.getByRole('link', { name: 'All workflows' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
    isDown = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await untilSaved(page);
    await page.getByRole('link', { name: 'All workflows' }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });
});

test.describe('when the session ends meanwhile', () => {
  test.use({ expectedFaults: ['401'] });

  test('nothing is lost: after signing in it is there, and saved', async ({ page, context }) => {
    await signInToWrite(page, email);
    const id = await openTemplate(page, 'large-orders');
    await context.clearCookies();
    await page.getByLabel('Name of the workflow').fill('Orders over $500');
    await expect(page.getByRole('dialog', { name: 'You are signed out' })).toContainText('not saved yet');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Continue with Google' }).click();
    await chooseAccount(page, email);
    await expect(page).toHaveURL(new RegExp(`/workflows/${id}$`));
    await untilSaved(page);
    await page.reload();
    await expect(page.getByLabel('Name of the workflow')).toHaveValue('Orders over $500');
  });
});

test.describe('when it is deleted elsewhere', () => {
  test.use({ expectedFaults: ['404'] });

  test('what is here can be saved as a new one', async ({ page }) => {
    await signInToWrite(page, email);
    const id = await openTemplate(page, 'large-orders');
    await deleteElsewhere(page, id);
    await page.getByLabel('Name of the workflow').fill('Orders over $500');
    await page
      .getByRole('dialog', { name: 'This workflow was deleted elsewhere' })
      .getByRole('button', { name: 'Save it as a new one' })
      .click();
    await expect(page).not.toHaveURL(new RegExp(id));
    await expect(page.getByLabel('Name of the workflow')).toHaveValue('Orders over $500');
    await expect(stepOn(page, 'Over $500?')).toBeVisible();
    await untilSaved(page);
  });
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

test.describe('what is not there', () => {
  test.use({ expectedFaults: ['404'] });

  test('is said, with a way back', async ({ page }) => {
    await signInToWrite(page, email);
    await page.goto('/workflows/wf_01JD0000000000000000000000');
    await expect(page.getByRole('heading', { name: 'This workflow is not there.' })).toBeVisible();
    await page.getByRole('link', { name: 'All workflows' }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });
});
