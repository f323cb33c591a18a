import { z } from 'zod';
import { findSession, settlePayment } from './checkout/settle.ts';
import { noFaults } from './deliveries/faults.ts';
import { deliveryLog } from './deliveries/log.ts';
import { enqueue, pendingCount } from './deliveries/queue.ts';
import { invalidRequest, noSuch } from './errors.ts';
import { events } from './events.ts';
import type { Method } from './http/route.ts';
import { endpointsFor } from './objects/webhook-endpoint.ts';
import type { Scene } from './world.ts';

interface ControlRoute {
  method: Method;
  path: string;
  answer(
    scene: Scene,
    request: { path: Record<string, string>; query: URLSearchParams; body: unknown },
  ): unknown;
}

/** Every fault that is not named is off, so `{}` heals the network. */
const faultSettings = z.strictObject({
  duplicate: z.int().min(0).max(1000).default(0),
  delayMs: z.int().min(0).max(86_400_000).default(0),
  shuffle: z.boolean().default(false),
  dropFirst: z.int().min(0).max(1_000_000).default(0),
});

const settlement = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) });

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidRequest(z.prettifyError(result.error));
}

function webhookState(scene: Scene) {
  const waiting = deliveryLog(scene, null).filter((delivery) => delivery.state === 'pending');
  return { faults: scene.faults, pending: pendingCount(scene), deliveries: waiting };
}

function settle(scene: Scene, { id, body }: { id: string; body: unknown }) {
  const { outcome } = parsed(settlement, body);
  const session = findSession(scene, id);
  if (!session) throw noSuch('checkout.session', id, { param: 'id', status: 404 });
  const settled = settlePayment(scene, session.id, outcome);
  if (!settled)
    throw invalidRequest(`The payment of ${session.id} is not on its way, so it cannot be settled.`);
  return settled;
}

function resend(scene: Scene, id: string) {
  const event = events.find(scene.store, id);
  if (!event) throw noSuch('event', id, { param: 'id', status: 404 });
  const endpoints = endpointsFor(scene.store, event.type);
  enqueue(scene, event, endpoints);
  return { event: id, endpoints };
}

/** What Stripe has no API for: the network's faults, and the bank's decision on a debit. */
export const controlRoutes: ControlRoute[] = [
  { method: 'GET', path: '/_sim/webhooks', answer: webhookState },
  {
    method: 'POST',
    path: '/_sim/webhooks',
    answer(scene, { body }) {
      Object.assign(scene.faults, noFaults(), parsed(faultSettings, body));
      return webhookState(scene);
    },
  },
  {
    method: 'GET',
    path: '/_sim/deliveries',
    answer: (scene, { query }) => ({ deliveries: deliveryLog(scene, query.get('event')) }),
  },
  {
    method: 'POST',
    path: '/_sim/events/:id/resend',
    answer: (scene, { path }) => resend(scene, path.id ?? ''),
  },
  {
    method: 'POST',
    path: '/_sim/payments/:id/settle',
    answer: (scene, { path, body }) => settle(scene, { id: path.id ?? '', body }),
  },
];
