import type { Page } from '@playwright/test';
import { expect, test } from './clean-page.ts';
import { chooseAccount } from './shopper.ts';
import {
  changeElsewhere,
  deleteElsewhere,
  openTemplate,
  signInToWrite,
  stepOn,
  untilSaved,
} from './workflow-author.ts';

const email = 'frances@example.com';
const panel = (page: Page) => page.getByRole('complementary');

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
