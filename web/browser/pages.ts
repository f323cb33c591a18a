import type { Page } from '@playwright/test';
import { buy25, dispute, fallTwentyShort, refund } from './money-back.ts';
import { signIn } from './shopper.ts';

export interface Scene {
  name: string;
  /** Brings the page to where it is looked at. */
  open(page: Page): Promise<void>;
  /** What its console says, where a refusal is what is looked at. */
  expectedFaults?: string[];
}

const at = (path: string) => async (page: Page) => {
  await page.goto(path);
};

const signedInAt =
  (path: string, email = 'frances@example.com') =>
  async (page: Page) => {
    await signIn(page, email);
    await page.goto(path);
  };

/** Every page, in the states that a person meets. */
export const scenes: readonly Scene[] = [
  { name: 'home', open: at('/') },
  { name: 'home-sign-in-failed', open: at('/?error=account_exists') },
  { name: 'login', open: at('/login') },
  {
    name: 'login-invited',
    open: async (page) => {
      await page.goto('/?ref=2345BCDF');
      await page.goto('/login');
    },
  },
  { name: 'credits-signed-out', open: at('/credits') },
  { name: 'credits', open: signedInAt('/credits') },
  { name: 'credits-smallest-payment', open: signedInAt('/credits?credits=10') },
  {
    name: 'payment-success',
    open: async (page) => {
      await signIn(page, 'frances@example.com');
      await buy25(page);
    },
  },
  { name: 'account', open: signedInAt('/account') },
  { name: 'account-empty', open: signedInAt('/account', 'edsger@example.com') },
  {
    name: 'account-below-zero',
    open: async (page) => {
      await signIn(page, 'radia@example.com');
      await buy25(page);
      await refund(page, 200, 10);
      await buy25(page);
      await dispute(page, 25);
      await fallTwentyShort(page);
      await page.goto('/account');
    },
  },
  { name: 'credits-below-zero', open: signedInAt('/credits', 'radia@example.com') },
  {
    name: 'payment-success-from-below-zero',
    open: async (page) => {
      await signIn(page, 'radia@example.com');
      await buy25(page);
    },
  },
  { name: 'payment-cancel', open: signedInAt('/payment/cancel') },
  { name: 'payment-success-unknown', open: signedInAt('/payment/success?session_id=cs_test_none') },
  { name: 'payment-success-without-session', open: at('/payment/success') },
  { name: 'developers', open: at('/developers') },
  { name: 'not-found', open: at('/no/such/page') },
];
