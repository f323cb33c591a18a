import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { changeable, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers, newCustomer, type StoredCustomer } from '../objects/customer.ts';
import { testClocks } from '../objects/test-clock.ts';
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
import { ownMethod } from '../payments/attach.ts';
import { equals, isWithin } from '../store/conditions.ts';
import { deleteCustomer } from '../subscriptions/delete-customer.ts';
import type { Scene } from '../world.ts';

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
  invoice_settings: shape({
    default_payment_method: clearable(text()),
    ...notSimulated(['custom_fields', 'footer', 'rendering_options']),
  }),
  ...notSimulated(['business_name', 'cash_balance', 'individual_name', 'invoice_prefix']),
  ...notSimulated(['next_invoice_sequence', 'source', 'tax', 'validate']),
};

const createFields = {
  ...fields,
  payment_method: text(),
  test_clock: text(),
  ...notSimulated(['tax_id_data']),
};
const updateFields = { ...fields, ...notSimulated(['default_source']) };

function changed(
  present: Pick<StoredCustomer, 'metadata'>,
  values: Values<typeof fields>,
): Partial<StoredCustomer> {
  const { address, shipping, metadata, invoice_settings: _settings, ...plain } = values;
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

/** The default payment method has to be this customer's; the test names are attached on the way. */
function withSettings(
  scene: Scene,
  customer: StoredCustomer,
  { invoice_settings }: Pick<Values<typeof fields>, 'invoice_settings'>,
): StoredCustomer {
  const id = invoice_settings?.default_payment_method;
  if (id === undefined) return customer;
  const param = 'invoice_settings[default_payment_method]';
  const method = id === null ? null : ownMethod(scene, { id, customer: customer.id, param }).id;
  const settings = { ...customer.invoice_settings, default_payment_method: method };
  const after = { ...customer, invoice_settings: settings };
  customers.replace(scene.store, after);
  return after;
}

function clockNamed(scene: Scene, id: string): string {
  return referenced(scene, testClocks, { id, param: 'test_clock' }).id;
}

const create = route({
  method: 'POST',
  path: '/v1/customers',
  parameters: createFields,
  handle({ scene, values }) {
    const { payment_method, test_clock, ...fields } = values;
    const customer = newCustomer(scene, {
      ...changed({ metadata: {} }, fields),
      test_clock: test_clock === undefined ? null : clockNamed(scene, test_clock),
    });
    customers.insert(scene.store, customer);
    emit(scene, 'customer.created', { object: customer });
    if (payment_method !== undefined)
      ownMethod(scene, { id: payment_method, customer: customer.id, param: 'payment_method' });
    return withSettings(scene, customer, values);
  },
});

const update = route({
  method: 'POST',
  path: '/v1/customers/:id',
  parameters: updateFields,
  handle({ scene, path, values }) {
    const before = changeable(scene, customers, path.id);
    const after = withSettings(scene, { ...before, ...changed(before, values) }, values);
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
    return deleteCustomer(scene, changeable(scene, customers, path.id));
  },
});

const list = listRoute({
  path: '/v1/customers',
  collection: customers,
  filters: { created: timeRange(), email: text(), test_clock: text() },
  conditions: ({ created, email, test_clock }) => [
    ...isWithin('created', created),
    ...equals('email', email),
    ...equals('test_clock', test_clock),
  ],
});

export const customerResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/customers/:id', customers), update, remove],
};
