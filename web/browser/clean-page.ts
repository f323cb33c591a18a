import { test as base, type ConsoleMessage, expect } from '@playwright/test';
import { siteUrl } from './addresses.ts';

/** Failed requests that are no fault: asking who is signed in, when nobody is, and for a widget before the first plan. */
const asksInVain = [
  { url: `${siteUrl}/api/auth/user`, status: '401' },
  { url: `${siteUrl}/api/widget`, status: '404' },
];

function isFault(message: ConsoleMessage): boolean {
  if (message.type() !== 'error' && message.type() !== 'warning') return false;
  const { url } = message.location();
  // Providers' and Stripe's pages are not ours.
  if (url !== '' && !url.startsWith(siteUrl)) return false;
  return !asksInVain.some((asked) => asked.url === url && message.text().includes(asked.status));
}

interface CleanPage {
  /** Failures that a test brings about on purpose, by a part of their console line. */
  expectedFaults: string[];
  cleanPage: undefined;
}

/** Every test also fails on a console error, an uncaught exception or a breach of the Content-Security-Policy. */
export const test = base.extend<CleanPage>({
  expectedFaults: [[], { option: true }],
  cleanPage: [
    async ({ page, expectedFaults }, use) => {
      const faults: string[] = [];
      page.on('console', (message) => {
        if (isFault(message)) faults.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      await use(undefined);
      expect(faults.filter((fault) => !expectedFaults.some((expected) => fault.includes(expected)))).toEqual(
        [],
      );
    },
    { auto: true },
  ],
});

export { expect };
