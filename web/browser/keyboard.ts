import type { Page } from '@playwright/test';

/** Presses Tab until what is focused has this name, or this id. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText().catch(() => ''));
    const id = await focused.getAttribute('id');
    if (name.test(label) || (id !== null && name.test(id))) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}
