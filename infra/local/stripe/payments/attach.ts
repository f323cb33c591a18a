import { testCardOf } from '../checkout/cards.ts';
import { invalidRequest, noSuch, StripeFailure } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import { instrumentOf, paymentMethods, type StoredPaymentMethod } from '../objects/payment-method.ts';
import type { Scene } from '../world.ts';
import { namedMethod } from './test-methods.ts';

/** Saves it for the customer. A card that the bank declines even for that is answered 402. */
export function attachMethod(
  scene: Scene,
  method: StoredPaymentMethod,
  customer: string,
): StoredPaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.');
  }
  refuseUnsavable(method);
  const attached = paymentMethods.replace(scene.store, { ...method, customer });
  emit(scene, 'payment_method.attached', { object: attached });
  return attached;
}

function refuseUnsavable(method: StoredPaymentMethod): void {
  if (!method.card) return;
  const { behaviour } = testCardOf(instrumentOf(method));
  if (behaviour.outcome !== 'declined' || behaviour.canBeSaved) return;
  const { code, declineCode, message } = behaviour.decline;
  throw new StripeFailure(402, { type: 'card_error', code, decline_code: declineCode, message });
}

/** From now on it is nobody's for ever; whoever paid with it by default has to choose anew. */
export function detachMethod(scene: Scene, method: StoredPaymentMethod): StoredPaymentMethod {
  if (method.customer === null) {
    throw invalidRequest(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  }
  const detached = paymentMethods.replace(scene.store, { ...method, customer: null });
  emitUpdate(scene, 'payment_method.detached', { before: method, after: detached });
  const customer = customers.find(scene.store, method.customer);
  if (customer && !('deleted' in customer)) forgetDefault(scene, customer, method.id);
  return detached;
}

function forgetDefault(scene: Scene, customer: StoredCustomer, method: string): void {
  if (customer.invoice_settings.default_payment_method !== method) return;
  setDefaultMethod(scene, customer, null);
}

export function setDefaultMethod(
  scene: Scene,
  customer: StoredCustomer,
  method: string | null,
): StoredCustomer {
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method };
  const after = { ...customer, invoice_settings };
  customers.replace(scene.store, after);
  emitUpdate(scene, 'customer.updated', { before: customer, after });
  return after;
}

/** What a parameter names as the default of a customer: it has to be this customer's. */
export function ownMethod(
  scene: Scene,
  { id, customer, param }: { id: string; customer: string; param: string },
): StoredPaymentMethod {
  const method = namedMethod(scene, id);
  if (!method) throw noSuch('PaymentMethod', id, { param, status: 400 });
  if (id.startsWith('pm_card_')) return attachMethod(scene, method, customer);
  if (method.customer === customer) return method;
  const message =
    'The customer does not have a payment method with the ID ' +
    `${id}. The payment method must be attached to the customer.`;
  throw invalidRequest(message, { code: 'resource_missing', param });
}
