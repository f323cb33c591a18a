import { bankDebits } from '../checkout/bank-debits.ts';
import type { TypedBuyer } from '../checkout/buyer.ts';
import { readCard } from '../checkout/cards.ts';
import { needsMethod } from '../checkout/needs-method.ts';
import {
  finishAuthentication,
  type PaymentOutcome,
  payByBankDebit,
  payByCard,
  payNothing,
} from '../checkout/payment.ts';
import { applyPromotionCode, removePromotionCode } from '../checkout/reprice.ts';
import type { Answer } from '../http/answer.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import type { FormTree } from '../parameters/form.ts';
import {
  finishSubscribing,
  subscribeByCard,
  subscribeForNothing,
} from '../subscriptions/subscribe-by-checkout.ts';
import type { Scene } from '../world.ts';
import { closedAnswer, unknownSessionAnswer } from './checkout-closed.ts';
import { type TypedForm, untouched } from './checkout-form.ts';
import { authenticationAnswer, awaitsAuthentication, checkoutAnswer } from './checkout-page.ts';
import { filledIn } from './checkout-summary.ts';
import { type PageRoute, redirectAnswer } from './page.ts';

const PATH = '/c/pay/:id';

const show: PageRoute = {
  method: 'GET',
  path: PATH,
  answer: (scene, { path, query }) =>
    withOpenSession(scene, path.id, (session) => {
      if (awaitsAuthentication(scene, session) && !query.has('change')) return authenticationAnswer(session);
      return checkoutAnswer(scene, session, { status: 200 });
    }),
};

const submit: PageRoute = {
  method: 'POST',
  path: PATH,
  answer: (scene, { path, form }) =>
    withOpenSession(scene, path.id, (session) => {
      const code = typedText(form, 'promotion_code')?.trim();
      if (form.action === 'remove') return backToPage(removePromotionCode(scene, session));
      if (form.action === 'apply')
        return code ? applyCode(scene, session, { code, form }) : backToPage(session);
      return pay(scene, session, { code, form });
    }),
};

export const checkoutRoutes: PageRoute[] = [show, submit];

function withOpenSession(
  scene: Scene,
  id: string | undefined,
  answer: (session: StoredSession) => Answer,
): Answer {
  const session = sessions.find(scene.store, id ?? '');
  if (!session) return unknownSessionAnswer();
  return session.status === 'open' ? answer(session) : closedAnswer(session);
}

function backToPage({ id }: StoredSession): Answer {
  return redirectAnswer(`/c/pay/${encodeURIComponent(id)}`);
}

function applyCode(
  scene: Scene,
  session: StoredSession,
  { code, form }: { code: string; form: FormTree },
): Answer {
  const result = applyPromotionCode(scene, session, code);
  return result.outcome === 'applied'
    ? backToPage(result.session)
    : codeRefused(scene, session, { code, form, problem: result.message });
}

function codeRefused(
  scene: Scene,
  session: StoredSession,
  { code, form, problem }: { code: string; form: FormTree; problem: string },
): Answer {
  return checkoutAnswer(scene, session, {
    status: 400,
    typed: typedForm(form),
    promotion: { typed: code, problem },
  });
}

/** A code may come along with the payment: then it counts first, and one that does not count stops the payment. */
function pay(
  scene: Scene,
  session: StoredSession,
  { code, form }: { code: string | undefined; form: FormTree },
): Answer {
  if (!code) return payAtPrice(scene, session, form);
  const result = applyPromotionCode(scene, session, code);
  if (result.outcome === 'applied') return payAtPrice(scene, result.session, form);
  return codeRefused(scene, session, { code, form, problem: result.message });
}

function payAtPrice(scene: Scene, session: StoredSession, form: FormTree): Answer {
  const result = attempt(scene, session, form);
  switch (result.outcome) {
    case 'completed':
      return redirectAnswer(filledIn(result.session.success_url, result.session.id));
    case 'needs authentication':
      return authenticationAnswer(result.session);
    case 'declined':
      return checkoutAnswer(scene, result.session, {
        status: 402,
        typed: typedForm(form),
        problem: result.message,
      });
  }
}

function attempt(scene: Scene, session: StoredSession, form: FormTree): PaymentOutcome {
  const declined = (message: string): PaymentOutcome => ({ outcome: 'declined', session, message });
  const email = typedText(form, 'email')?.trim();
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) return declined('Your email is incomplete.');
  const buyer = { email, name: typedText(form, 'name') };
  if (!needsMethod(session)) return takeNothing(scene, session, buyer);
  if (typeof form.authentication === 'string') {
    const passed = form.authentication === 'complete';
    const finished = finisherOf(session)(scene, session, passed);
    return finished ?? declined('There is no payment to authenticate. Please enter your card again.');
  }
  const debit = bankDebits.find((one) => one.method === form.method);
  if (!offers(session, debit ? 'us_bank_account' : 'card'))
    return declined('This checkout does not take this payment method.');
  if (debit) return payByBankDebit(scene, session, { buyer, debit });
  const typed = {
    number: typedText(form, 'card') ?? '',
    expiry: typedText(form, 'expiry'),
    cvc: typedText(form, 'cvc'),
  };
  const reading = readCard(typed, scene.nowSeconds());
  if ('problem' in reading) return declined(reading.problem);
  return session.mode === 'subscription'
    ? subscribeByCard(scene, session, { buyer, ...reading })
    : payByCard(scene, session, { buyer, ...reading });
}

function takeNothing(scene: Scene, session: StoredSession, buyer: TypedBuyer): PaymentOutcome {
  return session.mode === 'subscription'
    ? subscribeForNothing(scene, session, buyer)
    : payNothing(scene, session, buyer);
}

function finisherOf({ mode }: StoredSession) {
  return mode === 'subscription' ? finishSubscribing : finishAuthentication;
}

function offers(session: StoredSession, type: string): boolean {
  return session.payment_method_types.includes(type);
}

/** A field left out and one left empty mean the same. */
function typedText(form: FormTree, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function typedForm(form: FormTree): TypedForm {
  const names = ['method', 'email', 'card', 'expiry', 'cvc', 'name'] as const;
  const typed = names.map((name) => [name, typedText(form, name) ?? untouched[name]]);
  return { ...untouched, ...Object.fromEntries(typed) };
}
