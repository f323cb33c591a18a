import { z } from 'zod';
import { noFaults } from '../deliveries/faults.ts';
import { deliveryLog } from '../deliveries/log.ts';
import { enqueue, pendingCount } from '../deliveries/queue.ts';
import { noSuch } from '../errors.ts';
import { events } from '../events.ts';
import { endpointsFor } from '../objects/webhook-endpoint.ts';
import type { Scene } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

/** Every fault that is not named is off, so `{}` heals the network. */
const faultSettings = z.strictObject({
  duplicate: z.int().min(0).max(1000).default(0),
  delayMs: z.int().min(0).max(86_400_000).default(0),
  shuffle: z.boolean().default(false),
  dropFirst: z.int().min(0).max(1_000_000).default(0),
});

function webhookState(scene: Scene) {
  const waiting = deliveryLog(scene).filter((delivery) => delivery.state === 'pending');
  return { faults: scene.faults, pending: pendingCount(scene), deliveries: waiting };
}

export function resend(scene: Scene, id: string) {
  const event = events.find(scene.store, id);
  if (!event) throw noSuch('event', id, { param: 'id', status: 404 });
  const endpoints = endpointsFor(scene.store, event.type);
  enqueue(scene, event, endpoints);
  return { event: id, endpoints };
}

export const webhookControls: ControlRoute[] = [
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
    answer: (scene, { query }) => ({ deliveries: deliveryLog(scene, { event: query.get('event') }) }),
  },
  {
    method: 'POST',
    path: '/_sim/events/:id/resend',
    answer: (scene, { path }) => resend(scene, path.id ?? ''),
  },
];
