import { expect, type Page } from '@playwright/test';
import { chooseOnPage } from '../../infra/testing/choose-on-page.ts';
import { siteUrl, stripeUrl } from './addresses.ts';

/** What a person does on Cue's pages and on those it sends them to. */
export async function signInOnPages(
  page: Page,
  email: string,
  provider: 'Google' | 'GitHub' = 'Google',
): Promise<void> {
  await page.goto('/login');
  await page.getByRole('link', { name: `Continue with ${provider}` }).click();
  await chooseAccount(page, email);
  await page.waitForURL(`${siteUrl}/account`);
}

/** The same without its three pages, which only those tests need that are about them. Opens none. */
export async function signIn(page: Page, email: string): Promise<void> {
  const visit = async (url: string) => {
    const answer = await page.request.get(url, { maxRedirects: 0 });
    expect(answer.status()).toBe(302);
    return answer.headers().location ?? '';
  };
  const chosen = await chooseOnPage(new URL(await visit('/auth/google?return_to=%2Faccount')), email);
  expect(await visit(chosen.headers.get('location') ?? '')).toBe(`${siteUrl}/account`);
}

/** On the local provider's page, which lists everybody it knows. */
export async function chooseAccount(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: email }).click();
}

export async function openCheckout(page: Page, credits: number): Promise<void> {
  await page.goto('/credits');
  await page.getByLabel('Credits', { exact: true }).fill(String(credits));
  await page.getByRole('button', { name: `Buy ${credits} credits for` }).click();
  await page.waitForURL(`${stripeUrl}/c/pay/**`);
}

export async function payWithCard(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByRole('button', { name: /^(Pay|Subscribe|Start trial)/ }).click();
}

export async function payByBankDebit(page: Page, title: string): Promise<void> {
  await page.getByLabel(title).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL(`${siteUrl}/payment/success?**`);
}

/** The balance as the header shows it on every page. */
export async function balance(page: Page): Promise<number> {
  const chip = page.getByRole('banner').getByRole('link', { name: /^Balance/ });
  await expect(chip).toContainText('credit');
  const text = await chip.innerText();
  return Number(text.replaceAll(/\D/g, '')) * (text.includes('\u2212') ? -1 : 1);
}

export async function expectBalance(page: Page, credits: number): Promise<void> {
  await expect.poll(() => balance(page)).toBe(credits);
}
