import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import Stripe from 'stripe';

/** Stripe's own check as its documentation shows it; throws when the signature is not right. */
export function verifiedEvent({ body = '', headers }: APIGatewayProxyEventV2): Stripe.Event {
  const signature = headers['stripe-signature'] ?? '';
  return Stripe.webhooks.constructEvent(body, signature, process.env.STRIPE_WEBHOOK_SECRET ?? '');
}
