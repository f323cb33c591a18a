import { listPage, pagination } from '../http/lists.ts';
import { changeable, existing, type Resource } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers } from '../objects/customer.ts';
import { balanceMovements, moveBalance } from '../objects/customer-balance-transaction.ts';
import { clearable, integer, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { currency } from '../parameters/money.ts';
import { hasParent } from '../store/conditions.ts';

const create = route({
  method: 'POST',
  path: '/v1/customers/:id/balance_transactions',
  parameters: {
    amount: required(integer()),
    currency: required(currency()),
    description: clearable(text()),
    metadata: metadata(),
  },
  handle: ({ scene, path, values }) =>
    moveBalance(scene, changeable(scene, customers, path.id), {
      amount: values.amount,
      currency: values.currency,
      description: values.description ?? null,
      invoice: null,
      metadata: mergedMetadata({}, values.metadata),
      type: 'adjustment',
    }),
});

const list = route({
  method: 'GET',
  path: '/v1/customers/:id/balance_transactions',
  parameters: pagination,
  handle({ scene, path: { id }, values: page }) {
    const url = `/v1/customers/${changeable(scene, customers, id).id}/balance_transactions`;
    return listPage(scene, { collection: balanceMovements, url, conditions: [hasParent(id)], page });
  },
});

const retrieve = route({
  method: 'GET',
  path: '/v1/customers/:id/balance_transactions/:movement',
  parameters: {},
  handle: ({ scene, path }) => existing(scene, balanceMovements, path.movement),
});

/** What a customer has in credit, and what is owed with the next invoice. */
export const customerBalanceResource: Resource = { routes: [create, list, retrieve] };
