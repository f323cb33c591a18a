import type { Page } from '@playwright/test';
import { spawnCommand } from '../../infra/operator/testing/spawn-command.ts';
import { ports, stripeUrl } from './addresses.ts';
import { signIn } from './shopper.ts';

export const adminEmail = 'katherine@example.com';

async function makeAdmin(): Promise<void> {
  const events = `http://localhost:${ports.events}`;
  const { status, output } = await spawnCommand({
    file: 'admin.ts',
    args: ['grant', adminEmail],
    environment: {
      DYNAMODB_ENDPOINT: `http://localhost:${ports.table}`,
      EVENTBRIDGE_ENDPOINT: events,
      SQS_ENDPOINT: events,
      STRIPE_API_URL: stripeUrl,
    },
  });
  if (status !== 0) throw new Error(output);
}

let made: Promise<void> | undefined;

/** Signs in somebody whom an operator has made an admin, by the command. */
export async function signInAsAdmin(page: Page): Promise<void> {
  await signIn(page, adminEmail);
  made ??= makeAdmin();
  await made;
}
