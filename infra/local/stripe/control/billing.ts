import { z } from 'zod';
import { billingSettings, setBilling } from '../billing/settings.ts';
import { existing } from '../http/resource.ts';
import { failingPayments } from '../invoices/attempt-invoice.ts';
import { subscriptions } from '../objects/subscription.ts';
import { renewNow } from '../subscriptions/renew-now.ts';
import type { Scene } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

/** What is not named is as usual, so `{}` puts everything back. */
const settings = z.strictObject({
  retryDays: z.array(z.number().min(0).max(60)).max(8).optional(),
  afterRetries: z.enum(['canceled', 'unpaid', 'past_due']).optional(),
  upcomingDays: z.number().min(0).max(45).optional(),
});

const failures = z.strictObject({ count: z.int().min(0).max(1000).default(1) });

export function failPayments(scene: Scene, id: string, count: number) {
  const { id: subscription } = existing(scene, subscriptions, id);
  failingPayments.write(scene.store, subscription, { count });
  return { subscription, failingPayments: count };
}

export function renewByHand(scene: Scene, id: string) {
  return renewNow(scene, existing(scene, subscriptions, id));
}

export const billingControls: ControlRoute[] = [
  { method: 'GET', path: '/_sim/billing', answer: (scene) => billingSettings(scene.store) },
  {
    method: 'POST',
    path: '/_sim/billing',
    answer: (scene, { body }) => setBilling(scene.store, definedOf(parsed(settings, body))),
  },
  {
    method: 'POST',
    path: '/_sim/subscriptions/:id/fail-payments',
    answer: (scene, { path, body }) => failPayments(scene, path.id ?? '', parsed(failures, body).count),
  },
  {
    method: 'POST',
    path: '/_sim/subscriptions/:id/renew',
    answer: (scene, { path }) => renewByHand(scene, path.id ?? ''),
  },
];

/** Without the names that stand for nothing. */
function definedOf(given: z.infer<typeof settings>) {
  const { retryDays, afterRetries, upcomingDays } = given;
  return {
    ...(retryDays ? { retryDays } : {}),
    ...(afterRetries ? { afterRetries } : {}),
    ...(upcomingDays === undefined ? {} : { upcomingDays }),
  };
}
