import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { amount, choice, line, params, serviceCall } from './param.ts';

export const stripeRefund = nodeType({
  type: 'stripe.refund',
  family: 'action',
  title: 'Stripe refund',
  summary: 'Gives a payment back, whole or in part.',
  params: params({
    paymentIntent: line(255),
    amountCents: z.optional(amount(1, 99_999_999)),
    reason: z.optional(choice(['duplicate', 'fraudulent', 'requested_by_customer'])),
  }),
  fields: [
    { name: 'paymentIntent', label: 'Payment', input: 'text', hint: 'pi_…, or what names it.' },
    {
      name: 'amountCents',
      label: 'Amount in cents',
      input: 'number',
      hint: 'The whole payment when empty.',
      optional: true,
    },
    {
      name: 'reason',
      label: 'Reason',
      input: 'choice',
      options: [
        ['requested_by_customer', 'Requested by the customer'],
        ['duplicate', 'Duplicate'],
        ['fraudulent', 'Fraudulent'],
      ],
      optional: true,
    },
  ],
  credentials: () => ['stripe'],
  handles: () => [''],
  call: ({ paymentIntent, amountCents, reason }) =>
    serviceCall('stripeRefund', { paymentIntent, amountCents, reason }),
  example: { paymentIntent: '{{trigger.id}}', amountCents: 1500, reason: 'requested_by_customer' },
  sampleOutput: {
    id: 're_1Nispe2eZvKYlo2Cd31jOCgZ',
    object: 'refund',
    amount: 1500,
    currency: 'usd',
    payment_intent: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
    status: 'succeeded',
  },
  seconds: () => 1,
});
