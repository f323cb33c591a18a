import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { line, params } from './param.ts';

export const triggerStripe = nodeType({
  type: 'trigger.stripe',
  family: 'trigger',
  title: 'Stripe event',
  summary: 'Starts when something happened at Stripe; its signature is checked.',
  params: params({
    event: line(120).check(
      z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, {
        error: 'Must be an event type such as payment_intent.succeeded',
      }),
    ),
  }),
  fields: [
    {
      name: 'event',
      label: 'Event',
      input: 'text',
      hint: 'As Stripe names it: payment_intent.succeeded, invoice.payment_failed, customer.subscription.deleted.',
    },
  ],
  credentials: () => ['stripe'],
  handles: () => [''],
  example: { event: 'payment_intent.succeeded' },
  sampleOutput: {
    id: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
    object: 'payment_intent',
    amount: 62000,
    amount_received: 62000,
    currency: 'usd',
    status: 'succeeded',
    customer: 'cus_NffrFeUfNV2Hib',
    receipt_email: 'ada@example.com',
    metadata: {},
    event: { id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy', type: 'payment_intent.succeeded' },
  },
  seconds: () => 0,
});
