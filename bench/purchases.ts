import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import Stripe from 'stripe';
import { sqsEvent } from '../infra/local/functions/sqs-event.ts';
import { httpEvent } from '../infra/testing/http-event.ts';
import { checkoutEvent } from '../infra/testing/stripe-events.ts';
import type { StripeEvent } from '../lib/contract/stripe-events.ts';
import { placeOrder } from '../lib/payments/order.ts';
import { keys } from '../lib/platform/keys.ts';
import { lambdaOutside } from '../lib/platform/outside.ts';
import { type Services, webhookSecret } from './aws/services.ts';

// What Stripe sends for a checkout session is about this long.
const payloadBytes = 4_096;

let made = 0;

/** A person's order, and the event that tells that it was paid. */
async function purchase({ table }: Services): Promise<StripeEvent> {
  made += 1;
  const userId = `usr_bench_${made}`;
  const customer = `cus_bench_${made}`;
  await table.put({ Item: { ...keys.customer(customer), userId, customerId: customer } });
  const bought = { userId, credits: 25, description: '25 credits', amountCents: 500, currency: 'usd' };
  const order = await placeOrder({ table, outside: lambdaOutside }, bought, undefined);
  const session = { id: `cs_test_bench_${made}`, customer, metadata: { order_id: order.paymentId } };
  const event = checkoutEvent('completed', { ...session, filler: '' });
  const filler = 'x'.repeat(payloadBytes - JSON.stringify(event).length);
  return { ...event, data: { object: { ...event.data.object, filler } } };
}

const inFlight = 16;

export async function purchases(services: Services, count: number): Promise<StripeEvent[]> {
  const events: StripeEvent[] = [];
  const rest = Array.from({ length: count }).values();
  const work = async () => {
    for (const _ of rest) events.push(await purchase(services));
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return events;
}

/** The event as Stripe posts it: body and headers. */
export function delivery(event: StripeEvent): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': signature } };
}

/** The event as API Gateway hands it to the webhook. */
export const gatewayEvent = (event: StripeEvent): APIGatewayProxyEventV2 =>
  httpEvent('POST', '/api/webhooks/stripe', delivery(event));

/** Events as SQS hands them to a consumer, in one batch. */
export function queueEvent(events: readonly StripeEvent[]): SQSEvent {
  const time = new Date().toISOString();
  const bodies = events.map((detail) =>
    JSON.stringify({
      version: '0',
      id: detail.id,
      source: 'stripe',
      'detail-type': detail.type,
      time,
      detail,
    }),
  );
  const Attributes = {
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: String(Date.now()),
    SentTimestamp: String(Date.now()),
  };
  const messages = bodies.map((Body, i) => ({
    MessageId: String(i),
    ReceiptHandle: String(i),
    Body,
    Attributes,
  }));
  return sqsEvent(messages, { queueArn: 'arn:aws:sqs:us-east-1:000000000000:bench', aheadMs: 0 });
}
