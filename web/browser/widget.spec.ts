import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './clean-page.ts';
import { signInWithPro } from './subscriber.ts';
import { startWidgetHost, type WidgetHost } from './widget-host.ts';

const script = resolve(import.meta.dirname, '../public/widget.js');
const hosts: WidgetHost[] = [];
test.afterEach(() => {
  for (const host of hosts.splice(0)) host.close();
});

/** Somebody's site with the line that the account page shows. */
async function hostWith(snippet: string): Promise<WidgetHost> {
  const host = await startWidgetHost(snippet);
  hosts.push(host);
  return host;
}

/** Everything from the first subscription to the line to paste. */
async function ownWidget(page: Page, email: string): Promise<string> {
  await signInWithPro(page, email);
  await page.goto('/account/keys');
  const snippet = page.getByText(/^<script src=/);
  await expect(snippet).toBeVisible();
  return snippet.innerText();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save widget' }).click();
  await expect(
    page.getByText('Widget saved. It changes on your site within a minute.').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
}

test('the script is small, and makes no code or markup of text', () => {
  const text = readFileSync(script, 'utf8');
  expect(text.length).toBeLessThan(4_096);
  expect(text).not.toMatch(
    /\beval\b|new Function|innerHTML|insertAdjacentHTML|document\.write|cookie|localStorage/,
  );
});

test.describe('an embedded widget', () => {
  test.use({ expectedFaults: ['/api/widget/config', "Cue's widget is not shown"] });

  test('shows on the sites that its owner allows and on no other, and says what its owner wrote', async ({
    page,
    isMobile,
  }) => {
    const snippet = await ownWidget(page, 'donald@example.com');
    const [shop, foreign] = [await hostWith(snippet), await hostWith(snippet)];
    await page.getByLabel('Title').fill('Questions? <b>Ask</b>');
    await page.getByLabel('Greeting').fill('We answer\nwithin a day.');
    await page.getByLabel('Left').check();
    await page.getByLabel('Sites that may show it').fill(`${shop.origin}/some/page`);
    await save(page);
    await expect(page.getByLabel('Sites that may show it')).toHaveValue(shop.origin);

    await page.goto(shop.origin);
    const button = page.getByRole('button', { name: 'Questions? <b>Ask</b>' });
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    const panel = page.getByRole('dialog', { name: 'Questions? <b>Ask</b>' });
    await expect(panel).toBeHidden();
    // Past the page's own link.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel).toBeVisible();
    await expect(panel).toBeFocused();
    await expect(panel).toContainText('We answer within a day.');
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, impact }) => [id, impact])).toEqual([]);
    await page.screenshot({
      path: resolve(import.meta.dirname, `../../screenshots/widget-${isMobile ? 'phone' : 'desktop'}.png`),
    });
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(button).toBeFocused();
    await button.click();
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect(button).toBeFocused();
    const box = await button.boundingBox();
    expect(box?.x).toBe(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    const told = page.waitForEvent('console', (message) =>
      message.text().includes("Cue's widget is not shown"),
    );
    await page.goto(foreign.origin);
    await told;
    await expect(page.getByRole('heading', { name: 'A shop' })).toBeVisible();
    await expect(page.locator('#cue-widget')).toHaveCount(0);
  });
});

test('the widget moves only for people who want motion', async ({ page }) => {
  const snippet = await ownWidget(page, 'donald@example.com');
  const shop = await hostWith(snippet);
  await page.getByLabel('Sites that may show it').fill(shop.origin);
  await save(page);
  const animation = () => page.getByRole('dialog').evaluate((panel) => getComputedStyle(panel).animationName);
  for (const [reducedMotion, name] of [
    ['reduce', 'none'],
    ['no-preference', 'rise'],
  ] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto(shop.origin);
    await page.locator('#cue-widget').getByRole('button').first().click();
    expect(await animation()).toBe(name);
  }
});
