import { lineItemsOf } from '../checkout/reprice.ts';
import type { Answer } from '../http/answer.ts';
import { moneyText } from '../money-text.ts';
import { MERCHANT_NAME } from '../objects/account.ts';
import type { StoredSession } from '../objects/checkout-session.ts';
import { coupons } from '../objects/coupon.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { promotionCodes } from '../objects/promotion-code.ts';
import { isAsked } from '../subscriptions/subscribe-by-checkout.ts';
import type { Scene } from '../world.ts';
import { answerForm } from './authentication-page.ts';
import { checkoutForm, type TypedForm, untouched } from './checkout-form.ts';
import { checkoutSummary, type SummaryView } from './checkout-summary.ts';
import { html, type Markup } from './html.ts';
import { pageAnswer } from './page.ts';

interface CheckoutState {
  status: number;
  typed?: TypedForm;
  problem?: string;
  promotion?: SummaryView['promotion'];
}

export function checkoutAnswer(scene: Scene, session: StoredSession, state: CheckoutState): Answer {
  const summary = checkoutSummary({
    session,
    items: lineItemsOf(scene, session),
    discountName: discountNameOf(scene, session),
    promotion: state.promotion ?? null,
  });
  const form = checkoutForm({
    session,
    typed: typedOrFirstChoice(session, state.typed),
    problem: state.problem ?? null,
  });
  const title = `${state.problem ? 'Payment failed: ' : ''}Pay ${MERCHANT_NAME}`;
  return pageAnswer(state.status, { title, body: html`<div class="checkout">${summary}${form}</div>` });
}

function typedOrFirstChoice(session: StoredSession, typed: TypedForm | undefined): TypedForm {
  if (typed) return typed;
  return session.payment_method_types.includes('card') ? untouched : { ...untouched, method: 'async' };
}

function discountNameOf(scene: Scene, session: StoredSession): string | null {
  const [discount] = session.discounts;
  if (!discount) return null;
  if (discount.promotion_code !== null)
    return promotionCodes.find(scene.store, discount.promotion_code)?.code ?? null;
  return coupons.find(scene.store, discount.coupon ?? '')?.name ?? discount.coupon;
}

/** The bank's question, on a page of its own as buyers know it. */
export function authenticationAnswer(session: StoredSession): Answer {
  return pageAnswer(200, {
    title: 'Confirm the payment',
    body: html`<main class="sheet"><p><span class="badge">3D Secure test page</span></p>
<h1>Your bank wants to be sure that it is you</h1>
<p>${wishOf(session)} A real bank would show its own page here.</p>
${answerForm()}
<p><a href="?change">Pay another way</a></p></main>`,
  });
}

function wishOf({ amount_total, currency }: StoredSession): Markup {
  return amount_total === 0
    ? html`${MERCHANT_NAME} asks to save your card.`
    : html`${MERCHANT_NAME} asks for <strong>${moneyText(amount_total, currency)}</strong>.`;
}

export function awaitsAuthentication(scene: Scene, session: StoredSession): boolean {
  if (isAsked(scene, session)) return true;
  const intent =
    session.payment_intent === null ? undefined : paymentIntents.find(scene.store, session.payment_intent);
  return intent?.status === 'requires_action';
}
