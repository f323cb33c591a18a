import { listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { invoicePayments } from '../objects/invoice-payment.ts';
import { choice, notSimulated, required, text } from '../parameters/checks.ts';
import { timeRange } from '../parameters/range.ts';
import { shape } from '../parameters/shape.ts';
import { equals, isWithin } from '../store/conditions.ts';

const list = listRoute({
  path: '/v1/invoice_payments',
  collection: invoicePayments,
  filters: {
    created: timeRange(),
    invoice: text(),
    payment: shape({
      type: required(choice(['payment_intent', 'payment_record'])),
      payment_intent: text(),
      ...notSimulated(['payment_record']),
    }),
    status: choice(['canceled', 'open', 'paid']),
  },
  conditions: ({ created, invoice, payment, status }) => [
    ...isWithin('created', created),
    ...equals('invoice', invoice),
    ...equals('payment.payment_intent', payment?.payment_intent),
    ...equals('status', status),
  ],
});

export const invoicePaymentResource: Resource = {
  routes: [list, retrieveRoute('/v1/invoice_payments/:id', invoicePayments)],
};
