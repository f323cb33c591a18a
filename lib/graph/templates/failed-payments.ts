import type { Template } from './template.ts';

export const failedPayments: Template = {
  id: 'failed-payments',
  name: 'Failed payments',
  description: 'When an invoice cannot be paid, mail the customer and tell the team in Slack.',
  nodes: [
    {
      id: 'failedInvoice',
      type: 'trigger.stripe',
      position: { x: 24, y: 84 },
      data: { label: 'Payment failed', params: { event: 'invoice.payment_failed' }, credentials: ['stripe'] },
    },
    {
      id: 'findCustomer',
      type: 'stripe.customer',
      position: { x: 340, y: 84 },
      data: {
        label: 'Look up the customer',
        params: { action: 'get', customerId: '{{failedInvoice.customer}}' },
        credentials: ['stripe'],
      },
    },
    {
      id: 'mailCustomer',
      type: 'email.send',
      position: { x: 656, y: 144 },
      data: {
        label: 'Mail the customer',
        params: {
          to: '{{findCustomer.email}}',
          subject: 'Your payment did not go through',
          body: 'Hello {{findCustomer.name}},\n\nplease pay here: {{failedInvoice.hosted_invoice_url}}',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'tellTeam',
      type: 'webhook.send',
      position: { x: 656, y: 24 },
      data: {
        label: 'Tell the team',
        params: {
          url: '{{env.SLACK_WEBHOOK_URL}}',
          shape: 'slack',
          message: 'The payment of {{findCustomer.email}} failed: {{failedInvoice.hosted_invoice_url}}',
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'failedInvoice-findCustomer', source: 'failedInvoice', target: 'findCustomer' },
    { id: 'findCustomer-mailCustomer', source: 'findCustomer', target: 'mailCustomer' },
    { id: 'findCustomer-tellTeam', source: 'findCustomer', target: 'tellTeam' },
  ],
};
