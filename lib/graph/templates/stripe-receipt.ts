import type { Template } from './template.ts';

export const stripeReceipt: Template = {
  id: 'stripe-receipt',
  name: 'Payment to receipt',
  description: 'When a Stripe payment succeeds, save it to DynamoDB and mail the customer a receipt.',
  nodes: [
    {
      id: 'payment',
      type: 'trigger.stripe',
      position: { x: 24, y: 24 },
      data: {
        label: 'Payment succeeded',
        params: { event: 'payment_intent.succeeded' },
        credentials: ['stripe'],
      },
    },
    {
      id: 'savePayment',
      type: 'dynamodb.put',
      position: { x: 340, y: 24 },
      data: {
        label: 'Save the payment',
        params: {
          table: 'payments',
          item: {
            id: '{{payment.id}}',
            amountCents: '{{payment.amount}}',
            currency: '{{payment.currency}}',
            customer: '{{payment.customer}}',
          },
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'mailReceipt',
      type: 'email.send',
      position: { x: 656, y: 24 },
      data: {
        label: 'Mail the receipt',
        params: {
          to: '{{payment.receipt_email}}',
          subject: 'Your receipt',
          body: 'Thank you. We received your payment {{payment.id}} of {{payment.amount}} {{payment.currency}} (in cents).',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
  ],
  edges: [
    { id: 'payment-savePayment', source: 'payment', target: 'savePayment' },
    { id: 'savePayment-mailReceipt', source: 'savePayment', target: 'mailReceipt' },
  ],
};
