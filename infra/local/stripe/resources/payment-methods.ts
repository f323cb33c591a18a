import { readCard } from '../checkout/cards.ts';
import { invalidRequest, missingParameter, noSuch, StripeFailure } from '../errors.ts';
import { listPage, pagination } from '../http/lists.ts';
import {
  changeable,
  existing,
  listRoute,
  type Resource,
  referenced,
  retrieveRoute,
} from '../http/resource.ts';
import { route } from '../http/route.ts';
import { customers } from '../objects/customer.ts';
import { paymentMethods, type StoredPaymentMethod } from '../objects/payment-method.ts';
import { addressShape, wholeAddress } from '../parameters/address.ts';
import { choice, clearable, integer, notSimulated, required, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { attachMethod, detachMethod } from '../payments/attach.ts';
import { cardMethod, namedMethod, testCardNamed } from '../payments/test-methods.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { emailAddress } from './customers.ts';

const billingDetails = shape({
  address: clearable(addressShape),
  email: clearable(emailAddress()),
  name: clearable(text()),
  phone: clearable(text()),
  ...notSimulated(['tax_id']),
});

const card = shape({
  number: text(),
  exp_month: integer({ minimum: 1, maximum: 12 }),
  exp_year: integer({ minimum: 0 }),
  cvc: text(),
  token: text(),
  ...notSimulated(['networks']),
});

const shared = {
  billing_details: billingDetails,
  metadata: metadata(),
  allow_redisplay: choice(['always', 'limited', 'unspecified']),
};

type SharedValues = Partial<Values<typeof shared>>;
type CardValues = ReturnType<typeof card.read>;

const create = route({
  method: 'POST',
  path: '/v1/payment_methods',
  parameters: { ...shared, type: required(choice(['card'])), card },
  handle({ scene, values }) {
    if (!values.card) throw missingParameter('card');
    return save(scene, cardFrom(scene, values.card), values);
  },
});

function cardFrom(
  scene: Scene,
  { token, number, exp_month, exp_year, cvc }: CardValues,
): StoredPaymentMethod {
  if (token !== undefined) {
    const named = testCardNamed(token, 'tok_');
    if (!named) throw noSuch('token', token, { param: 'card[token]', status: 400 });
    return cardMethod(scene, named);
  }
  if (number === undefined) throw missingParameter('card[number]');
  const expiry = `${exp_month ?? ''}/${String(exp_year ?? '').slice(-2)}`;
  const reading = readCard({ number, expiry, cvc }, scene.nowSeconds());
  if ('problem' in reading)
    throw new StripeFailure(402, { type: 'card_error', code: 'incorrect_number', message: reading.problem });
  const year = 2000 + (Number(exp_year) % 100);
  return cardMethod(scene, reading.card, { expMonth: exp_month ?? 12, expYear: year });
}

function save(scene: Scene, method: StoredPaymentMethod, values: SharedValues): StoredPaymentMethod {
  const { address, ...details } = values.billing_details ?? {};
  return paymentMethods.replace(scene.store, {
    ...method,
    allow_redisplay: values.allow_redisplay ?? method.allow_redisplay ?? 'unspecified',
    billing_details: {
      ...method.billing_details,
      ...details,
      ...(address === undefined ? {} : { address: wholeAddress(address) }),
    },
    metadata: mergedMetadata(method.metadata ?? {}, values.metadata),
  });
}

const update = route({
  method: 'POST',
  path: '/v1/payment_methods/:id',
  parameters: { ...shared, ...notSimulated(['card']) },
  handle: ({ scene, path, values }) => save(scene, existing(scene, paymentMethods, path.id), values),
});

const attach = route({
  method: 'POST',
  path: '/v1/payment_methods/:id/attach',
  parameters: { customer: required(text()) },
  handle({ scene, path, values }) {
    const method = namedMethod(scene, path.id);
    if (!method) throw noSuch('PaymentMethod', path.id, { param: 'id', status: 404 });
    const customer = referenced(scene, customers, { id: values.customer, param: 'customer' });
    return attachMethod(scene, method, customer.id);
  },
});

const detach = route({
  method: 'POST',
  path: '/v1/payment_methods/:id/detach',
  parameters: {},
  handle: ({ scene, path }) => detachMethod(scene, existing(scene, paymentMethods, path.id)),
});

const types = choice(['card', 'us_bank_account']);

const list = listRoute({
  path: '/v1/payment_methods',
  collection: paymentMethods,
  filters: { customer: text(), type: types, ...notSimulated(['allow_redisplay', 'customer_account']) },
  conditions({ customer, type }) {
    // Without a customer Stripe lists none of those that people have used.
    if (customer === undefined) throw invalidRequest('You must provide a customer.', { param: 'customer' });
    return [...equals('customer', customer), ...equals('type', type)];
  },
});

const listOfCustomer = route({
  method: 'GET',
  path: '/v1/customers/:id/payment_methods',
  parameters: { type: types, ...pagination, ...notSimulated(['allow_redisplay']) },
  handle({ scene, path: { id }, values: { type, ...page } }) {
    changeable(scene, customers, id);
    const conditions = [...equals('customer', id), ...equals('type', type)];
    const url = `/v1/customers/${id}/payment_methods`;
    return listPage(scene, { collection: paymentMethods, url, conditions, page });
  },
});

const retrieveOfCustomer = route({
  method: 'GET',
  path: '/v1/customers/:id/payment_methods/:method',
  parameters: {},
  handle({ scene, path }) {
    const method = existing(scene, paymentMethods, path.method);
    if (method.customer === path.id) return method;
    throw noSuch('payment_method', path.method, { param: 'payment_method', status: 404 });
  },
});

export const paymentMethodResource: Resource = {
  routes: [
    create,
    list,
    attach,
    detach,
    retrieveRoute('/v1/payment_methods/:id', paymentMethods),
    update,
    listOfCustomer,
    retrieveOfCustomer,
  ],
};
