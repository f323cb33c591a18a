import { billingOf, recordBuyer, type TypedBuyer } from '../checkout/buyer.ts';
import { type TestCard, testCardOf } from '../checkout/cards.ts';
import { completeSession } from '../checkout/complete.ts';
import { type Discount, discountOfCode } from '../checkout/discounts.ts';
import type { PaymentOutcome } from '../checkout/payment.ts';
import { lineItemsOf } from '../checkout/reprice.ts';
import { type StoredSession, sessionNotes, sessions } from '../objects/checkout-session.ts';
import { coupons } from '../objects/coupon.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import { invoices } from '../objects/invoice.ts';
import {
  type Instrument,
  methodNotes,
  newPaymentMethod,
  paymentMethods,
  type StoredPaymentMethod,
} from '../objects/payment-method.ts';
import { promotionCodes } from '../objects/promotion-code.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import { attachMethod } from '../payments/attach.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { createSubscription } from './create-subscription.ts';

/** What the buyer typed, while the bank asks about it. */
interface Typed {
  buyer: TypedBuyer;
  instrument: Instrument;
}

const asked = notes<Typed>('checkout.session.asked');

export function isAsked(scene: Scene, { id }: StoredSession): boolean {
  return asked.read(scene.store, id) !== undefined;
}

/** The buyer typed a card. Only one that pays makes a subscription, so a declined one leaves nothing behind. */
export function subscribeByCard(
  scene: Scene,
  session: StoredSession,
  { card, ...typed }: Typed & { card: TestCard },
): PaymentOutcome {
  asked.remove(scene.store, session.id);
  const { behaviour } = card;
  if (behaviour.outcome === 'declined' && !(behaviour.canBeSaved && session.amount_total === 0))
    return { outcome: 'declined', session, message: behaviour.decline.message };
  if (behaviour.outcome === 'needs authentication') {
    asked.write(scene.store, session.id, typed);
    return { outcome: 'needs authentication', session };
  }
  return subscribe(scene, session, typed);
}

/** The buyer has answered the bank. */
export function finishSubscribing(
  scene: Scene,
  session: StoredSession,
  passed: boolean,
): PaymentOutcome | undefined {
  const typed = asked.read(scene.store, session.id);
  asked.remove(scene.store, session.id);
  if (!typed) return undefined;
  if (passed) return subscribe(scene, session, typed);
  const message =
    'We are unable to authenticate your payment method. Please choose a different one and try again.';
  return { outcome: 'declined', session, message };
}

/** Nothing to pay now, and nothing asked for later. */
export function subscribeForNothing(scene: Scene, session: StoredSession, buyer: TypedBuyer): PaymentOutcome {
  return subscribe(scene, session, { buyer, instrument: null });
}

function subscribe(
  scene: Scene,
  session: StoredSession,
  { buyer, instrument }: { buyer: TypedBuyer; instrument: Instrument | null },
): PaymentOutcome {
  const recorded = recordBuyer(scene, session, buyer);
  const customer = customerOf(scene, recorded);
  const method = instrument && savedMethod(scene, recorded, instrument);
  const { trialEnd, fields } = planOf(scene, recorded);
  const subscription = createSubscription(scene, {
    customer,
    items: lineItemsOf(scene, recorded).map(({ price, quantity }) => ({ price, quantity, metadata: {} })),
    trialEnd,
    discounts: discountsOf(scene, recorded),
    session: recorded.id,
    behavior: 'error_if_incomplete',
    ...(method ? { payment: { method, authenticated: true } } : {}),
    fields: { ...fields, default_payment_method: method?.id ?? null },
  });
  return { outcome: 'completed', session: complete(scene, recorded, subscription) };
}

function complete(
  scene: Scene,
  session: StoredSession,
  { id, latest_invoice }: StoredSubscription,
): StoredSession {
  const paid = invoices.find(scene.store, latest_invoice ?? '')?.amount_paid ?? 0;
  const bought = sessions.replace(scene.store, { ...session, invoice: latest_invoice, subscription: id });
  return completeSession(scene, bought, paid > 0 ? 'paid' : 'no_payment_required');
}

function customerOf(scene: Scene, { customer: id }: StoredSession): StoredCustomer {
  const customer = customers.find(scene.store, id ?? '');
  if (!customer || 'deleted' in customer) throw new Error('A subscription is bought by a customer');
  return customer;
}

/** The card pays this subscription from now on, and was authenticated if its bank had wanted it. */
function savedMethod(scene: Scene, session: StoredSession, instrument: Instrument): StoredPaymentMethod {
  const method = paymentMethods.insert(
    scene.store,
    newPaymentMethod(scene, { instrument, customer: null, billing: billingOf(session) }),
  );
  if (testCardOf(instrument).behaviour.outcome === 'needs authentication')
    methodNotes.write(scene.store, method.id, { setUp: true });
  return attachMethod(scene, method, session.customer ?? '');
}

/** What the shop asked for when it opened the session. A trial begins when it is bought, not when it was offered. */
function planOf(scene: Scene, { id }: StoredSession) {
  const plan = sessionNotes.read(scene.store, id)?.subscription;
  const { trialSeconds = null, trialEnd = null, fields = {} } = plan ?? {};
  return {
    trialEnd: trialSeconds === null ? trialEnd : scene.nowSeconds() + trialSeconds,
    fields,
  };
}

function discountsOf(scene: Scene, session: StoredSession): Discount[] {
  return session.discounts.flatMap(({ coupon: couponId, promotion_code }) => {
    const code = promotionCodes.find(scene.store, promotion_code ?? '');
    if (code) return [discountOfCode(scene, code)];
    const coupon = coupons.find(scene.store, couponId ?? '');
    return coupon ? [{ coupon, promotionCode: null }] : [];
  });
}
