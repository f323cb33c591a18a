import type { Template } from './template.ts';

export const refundRequests: Template = {
  id: 'refund-requests',
  name: 'Refunds on request',
  description: 'A form for refunds: a person approves, Stripe pays back, and the customer hears either way.',
  nodes: [
    {
      id: 'request',
      type: 'trigger.form',
      position: { x: 24, y: 84 },
      data: {
        label: 'Refund form',
        params: {
          title: 'Ask for a refund',
          fields: [
            { name: 'email', label: 'Your e-mail', type: 'email', required: true },
            { name: 'payment', label: 'Number of the payment', type: 'text', required: true },
            { name: 'reason', label: 'What went wrong', type: 'longText', required: false },
          ],
        },
        credentials: [],
      },
    },
    {
      id: 'askFinance',
      type: 'logic.approval',
      position: { x: 340, y: 84 },
      data: {
        label: 'Ask finance',
        params: {
          to: '{{env.FINANCE_EMAIL}}',
          question: 'Refund {{request.payment}} of {{request.email}}? {{request.reason}}',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'refund',
      type: 'stripe.refund',
      position: { x: 656, y: 144 },
      data: {
        label: 'Refund the payment',
        params: { paymentIntent: '{{request.payment}}', reason: 'requested_by_customer' },
        credentials: ['stripe'],
      },
    },
    {
      id: 'mailRefunded',
      type: 'email.send',
      position: { x: 972, y: 144 },
      data: {
        label: 'Tell of the refund',
        params: {
          to: '{{request.email}}',
          subject: 'Your refund is on its way',
          body: 'We have sent back {{refund.amount}} {{refund.currency}} (in cents). It takes some days to arrive.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'mailDeclined',
      type: 'email.send',
      position: { x: 656, y: 24 },
      data: {
        label: 'Tell of the refusal',
        params: {
          to: '{{request.email}}',
          subject: 'About your refund',
          body: 'We could not grant your refund. Please answer this mail if that surprises you.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
  ],
  edges: [
    { id: 'request-askFinance', source: 'request', target: 'askFinance' },
    { id: 'askFinance-approved-refund', source: 'askFinance', target: 'refund', sourceHandle: 'approved' },
    { id: 'refund-mailRefunded', source: 'refund', target: 'mailRefunded' },
    {
      id: 'askFinance-declined-mailDeclined',
      source: 'askFinance',
      target: 'mailDeclined',
      sourceHandle: 'declined',
    },
  ],
};
