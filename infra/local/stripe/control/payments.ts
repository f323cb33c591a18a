import type Stripe from 'stripe';
import { z } from 'zod';
import { findSession, settlePayment } from '../checkout/settle.ts';
import { type DisputeRequest, openDispute } from '../disputes/open-dispute.ts';
import { invalidRequest, noSuch } from '../errors.ts';
import { charges } from '../objects/charge.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import type { StoredDispute } from '../objects/dispute.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { LARGEST_AMOUNT } from '../parameters/money.ts';
import type { Scene } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

const settlement = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) });

const dispute = z.strictObject({
  kind: z.enum(['chargeback', 'inquiry']).default('chargeback'),
  amount: z.int().min(1).max(LARGEST_AMOUNT).optional(),
  reason: z.string().min(1).max(100).optional(),
});

export function settleDebit(scene: Scene, id: string, outcome: 'succeeded' | 'failed'): StoredSession {
  const session = findSession(scene, id);
  if (!session) throw noSuch('checkout.session', id, { param: 'id', status: 404 });
  const settled = settlePayment(scene, session.id, outcome);
  if (settled) return settled;
  throw invalidRequest(`The payment of ${session.id} is not on its way, so it cannot be settled.`);
}

export function disputePayment(scene: Scene, id: string, request: DisputeRequest): StoredDispute {
  const charge = chargeOf(scene, id);
  if (!charge) throw noSuch('payment', id, { param: 'id', status: 404 });
  return openDispute(scene, charge, request);
}

/** By its own id, or by that of its payment intent or checkout session. */
function chargeOf(scene: Scene, id: string): Stripe.Charge | undefined {
  const intentId = sessions.find(scene.store, id)?.payment_intent ?? id;
  const chargeId = paymentIntents.find(scene.store, intentId)?.latest_charge ?? id;
  return charges.find(scene.store, chargeId);
}

export const paymentControls: ControlRoute[] = [
  {
    method: 'POST',
    path: '/_sim/payments/:id/settle',
    answer: (scene, { path, body }) => settleDebit(scene, path.id ?? '', parsed(settlement, body).outcome),
  },
  {
    method: 'POST',
    path: '/_sim/payments/:id/dispute',
    answer: (scene, { path, body }) => disputePayment(scene, path.id ?? '', parsed(dispute, body)),
  },
];
