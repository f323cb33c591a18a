import type Stripe from 'stripe';
import { invalidRequest, noSuch } from '../errors.ts';
import { listPage } from '../http/lists.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { charges } from '../objects/charge.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { refunds } from '../objects/refund.ts';
import { choice, notSimulated, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount } from '../parameters/money.ts';
import { timeRange } from '../parameters/range.ts';
import type { Values } from '../parameters/shape.ts';
import { createRefund } from '../refunds/create-refund.ts';
import { announceChange } from '../refunds/reference.ts';
import { nothingToRefund } from '../refunds/refundable.ts';
import { equals, isWithin } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const createFields = {
  amount: amount({ minimum: 1 }),
  charge: text(),
  metadata: metadata(),
  payment_intent: text(),
  reason: choice(['duplicate', 'fraudulent', 'requested_by_customer']),
  ...notSimulated(['currency', 'customer', 'instructions_email', 'origin']),
  ...notSimulated(['refund_application_fee', 'reverse_transfer']),
};

const create = route({
  method: 'POST',
  path: '/v1/refunds',
  parameters: createFields,
  handle({ scene, values }) {
    const { amount, reason } = values;
    const charge = chargeToRefund(scene, values);
    return createRefund(scene, charge, { amount, reason, metadata: mergedMetadata({}, values.metadata) });
  },
});

/** Unlike elsewhere, Stripe answers 404 when one of these two names nothing. */
function chargeToRefund(
  scene: Scene,
  { charge: id, payment_intent }: Values<typeof createFields>,
): Stripe.Charge {
  if (id === undefined && payment_intent === undefined) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.';
    throw invalidRequest(message);
  }
  const charge = id === undefined ? undefined : existing(scene, charges, id);
  if (payment_intent === undefined && charge) return charge;
  const paid = chargeOfIntent(scene, payment_intent ?? '');
  if (!charge || charge.id === paid.id) return paid;
  const message = `The charge ${charge.id} does not belong to the PaymentIntent ${payment_intent}.`;
  throw invalidRequest(message, { param: 'charge' });
}

function chargeOfIntent(scene: Scene, id: string): Stripe.Charge {
  const intent = paymentIntents.find(scene.store, id);
  if (!intent) throw noSuch('payment_intent', id, { param: 'payment_intent', status: 404 });
  const charge = intent.latest_charge === null ? undefined : charges.find(scene.store, intent.latest_charge);
  if (!charge) throw nothingToRefund(id);
  return charge;
}

const update = route({
  method: 'POST',
  path: '/v1/refunds/:id',
  parameters: { metadata: metadata() },
  handle({ scene, path, values }) {
    const before = existing(scene, refunds, path.id);
    const after = { ...before, metadata: mergedMetadata(before.metadata ?? {}, values.metadata) };
    refunds.replace(scene.store, after);
    announceChange(scene, { before, after });
    return after;
  },
});

/** Only a refund that waits for the buyer's bank details could be, and Cue takes no payment that makes one. */
const cancel = route({
  method: 'POST',
  path: '/v1/refunds/:id/cancel',
  parameters: {},
  handle({ scene, path }) {
    existing(scene, refunds, path.id);
    throw invalidRequest('Canceling this refund is unsupported.');
  },
});

const list = listRoute({
  path: '/v1/refunds',
  collection: refunds,
  filters: { charge: text(), created: timeRange(), payment_intent: text() },
  conditions: ({ charge, created, payment_intent }) => [
    ...equals('charge', charge),
    ...isWithin('created', created),
    ...equals('payment_intent', payment_intent),
  ],
});

function refundsOfCharge(scene: Scene, charge: string) {
  const url = `/v1/charges/${charge}/refunds`;
  return listPage(scene, { collection: refunds, url, conditions: equals('charge', charge), page: {} });
}

export const refundResource: Resource = {
  routes: [create, list, cancel, retrieveRoute('/v1/refunds/:id', refunds), update],
  includable: { 'charge.refunds': refundsOfCharge },
};
