import { bankDebits } from '../checkout/bank-debits.ts';
import { knownEmail } from '../checkout/buyer.ts';
import { needsMethod } from '../checkout/needs-method.ts';
import { moneyText } from '../money-text.ts';
import type { StoredSession } from '../objects/checkout-session.ts';
import { html, type Markup } from './html.ts';
import { testCardsNote } from './test-cards-note.ts';

export interface TypedForm {
  method: string;
  email: string;
  card: string;
  expiry: string;
  cvc: string;
  name: string;
}

interface FormView {
  session: StoredSession;
  typed: TypedForm;
  /** Why the last try did not pay. */
  problem: string | null;
}

export const untouched: TypedForm = {
  method: 'card',
  email: '',
  card: '',
  expiry: '12 / 34',
  cvc: '123',
  name: '',
};

/** The right half: who pays, and how; and under either half, whatever a tester needs. */
export function checkoutForm(view: FormView): Markup {
  const { session, problem } = view;
  const free = !needsMethod(session);
  return html`<main class="payment"><div class="column">
${problem === null ? '' : html`<p class="alert" id="problem" role="alert" tabindex="-1" autofocus>${problem}</p>`}
<form method="post">
<fieldset><legend>Contact information</legend>${emailField(view)}</fieldset>
${free ? html`<p class="quiet">Nothing to pay, so no payment method is needed.</p>` : methodFields(view)}
<button class="pay" name="action" value="pay">${buttonText(session)}</button>
</form>
</div></main>
<div class="aside"><div class="column">${free ? '' : testCardsNote()}
<footer class="small quiet">This is Cue's local Stripe simulator. <a href="/">What it knows</a></footer></div></div>`;
}

function buttonText(session: StoredSession): string {
  if (session.mode === 'subscription') return session.amount_subtotal === 0 ? 'Start trial' : 'Subscribe';
  return session.amount_total === 0
    ? 'Complete order'
    : `Pay ${moneyText(session.amount_total, session.currency)}`;
}

function emailField({ session, typed }: FormView): Markup {
  const known = knownEmail(session);
  return html`<div class="field"><label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="email" required value="${known ?? typed.email}" ${known === null ? '' : html`readonly`} placeholder="email@example.com"></div>`;
}

function methodFields(view: FormView): Markup {
  const { session, typed } = view;
  const debits = session.payment_method_types.includes('us_bank_account') ? bankDebits : [];
  const offersCards = session.payment_method_types.includes('card');
  return html`<fieldset><legend>Payment method</legend><div class="methods">
${offersCards ? choice({ method: 'card', title: 'Card' }, typed.method) : ''}
${offersCards ? cardFields(view) : ''}
${debits.map((debit) => choice(debit, typed.method))}
</div></fieldset>`;
}

function choice({ method, title }: { method: string; title: string }, chosen: string): Markup {
  return html`<label class="choice"><input type="radio" name="method" id="method-${method}" value="${method}" ${method === chosen ? html`checked` : ''}>${title}</label>`;
}

function cardFields({ typed, problem }: FormView): Markup {
  const invalid =
    problem === null || typed.method !== 'card' ? '' : html`aria-invalid="true" aria-describedby="problem"`;
  return html`<div class="card-fields">
<div class="field"><label for="card">Card number</label>
<input id="card" name="card" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242" value="${typed.card}" ${invalid}></div>
<div class="pair">
<div class="field"><label for="expiry">Expiry (MM/YY)</label><input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" value="${typed.expiry}"></div>
<div class="field"><label for="cvc">CVC</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" value="${typed.cvc}"></div>
</div>
<div class="field"><label for="name">Name on card</label><input id="name" name="name" autocomplete="cc-name" value="${typed.name}"></div>
</div>`;
}
