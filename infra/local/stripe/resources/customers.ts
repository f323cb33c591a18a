import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { changeable, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers, deletedCustomer, newCustomer, type StoredCustomer } from '../objects/customer.ts';
import { addressShape, wholeAddress } from '../parameters/address.ts';
import {
  type Check,
  checkThat,
  choice,
  clearable,
  integer,
  listOf,
  notSimulated,
  required,
  text,
} from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { equals, isWithin } from '../store/conditions.ts';

export function emailAddress(): Check<string> {
  return checkThat(text({ maximumLength: 512 }), (value, param) => {
    if (/^[^\s@]+@[^\s@]+$/.test(value)) return;
    throw invalidRequest(`Invalid email address: ${value}`, { code: 'email_invalid', param });
  });
}

const shipping = shape({ name: required(text()), phone: text(), address: addressShape });

const fields = {
  address: clearable(addressShape),
  balance: integer(),
  description: clearable(text()),
  email: clearable(emailAddress()),
  metadata: metadata(),
  name: clearable(text({ maximumLength: 256 })),
  phone: clearable(text({ maximumLength: 20 })),
  preferred_locales: listOf(text()),
  shipping: clearable(shipping),
  tax_exempt: choice(['exempt', 'none', 'reverse']),
  ...notSimulated(['business_name', 'cash_balance', 'individual_name', 'invoice_prefix', 'invoice_settings']),
  ...notSimulated(['next_invoice_sequence', 'source', 'tax', 'validate']),
};

const createFields = { ...fields, ...notSimulated(['payment_method', 'tax_id_data', 'test_clock']) };
const updateFields = { ...fields, ...notSimulated(['default_source']) };

function changed(
  present: Pick<StoredCustomer, 'metadata'>,
  values: Values<typeof fields>,
): Partial<StoredCustomer> {
  const { address, shipping, metadata, ...plain } = values;
  return {
    ...plain,
    ...(address === undefined ? {} : { address: wholeAddress(address) }),
    ...(shipping === undefined ? {} : { shipping: wholeShipping(shipping) }),
    metadata: mergedMetadata(present.metadata, metadata),
  };
}

function wholeShipping(given: Values<typeof fields>['shipping']): StoredCustomer['shipping'] {
  if (!given) return null;
  const address = wholeAddress(given.address);
  return { ...(address ? { address } : {}), name: given.name, phone: given.phone ?? null };
}

const create = route({
  method: 'POST',
  path: '/v1/customers',
  parameters: createFields,
  handle({ scene, values }) {
    const customer = newCustomer(scene, changed({ metadata: {} }, values));
    customers.insert(scene.store, customer);
    emit(scene, 'customer.created', { object: customer });
    return customer;
  },
});

const update = route({
  method: 'POST',
  path: '/v1/customers/:id',
  parameters: updateFields,
  handle({ scene, path, values }) {
    const before = changeable(scene, customers, path.id);
    const after = { ...before, ...changed(before, values) };
    customers.replace(scene.store, after);
    emitUpdate(scene, 'customer.updated', { before, after });
    return after;
  },
});

const remove = route({
  method: 'DELETE',
  path: '/v1/customers/:id',
  parameters: {},
  handle({ scene, path }) {
    const customer = changeable(scene, customers, path.id);
    emit(scene, 'customer.deleted', { object: customer });
    return customers.replace(scene.store, deletedCustomer(customer.id));
  },
});

const list = listRoute({
  path: '/v1/customers',
  collection: customers,
  filters: { created: timeRange(), email: text(), ...notSimulated(['test_clock']) },
  conditions: ({ created, email }) => [...isWithin('created', created), ...equals('email', email)],
});

export const customerResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/customers/:id', customers), update, remove],
};
