import { listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { balanceTransactions } from '../objects/balance-transaction.ts';
import { charges } from '../objects/charge.ts';
import { notSimulated, text } from '../parameters/checks.ts';
import { timeRange } from '../parameters/range.ts';
import { equals, isWithin } from '../store/conditions.ts';

const listCharges = listRoute({
  path: '/v1/charges',
  collection: charges,
  filters: {
    created: timeRange(),
    customer: text(),
    payment_intent: text(),
    ...notSimulated(['transfer_group']),
  },
  conditions: ({ created, customer, payment_intent }) => [
    ...isWithin('created', created),
    ...equals('customer', customer),
    ...equals('payment_intent', payment_intent),
  ],
});

export const paymentResource: Resource = {
  routes: [
    listCharges,
    retrieveRoute('/v1/charges/:id', charges),
    retrieveRoute('/v1/balance_transactions/:id', balanceTransactions),
  ],
};
