import type Stripe from 'stripe';
import { leftToDispute } from '../../disputes/disputable.ts';
import { moneyText, plainAmount } from '../../money-text.ts';
import { isCardCharge } from '../../objects/charge.ts';
import { isInquiry, isOpen, type StoredDispute } from '../../objects/dispute.ts';
import { unrefunded } from '../../refunds/refundable.ts';
import type { Scene } from '../../world.ts';
import { html, type Markup } from '../html.ts';
import { type Payment, paymentAddress } from './payment.ts';

/** Whatever can be done with the payment as it stands. */
export function paymentForms(scene: Scene, { intent, charge, disputes }: Payment): Markup {
  const address = paymentAddress(intent.id);
  if (intent.status === 'processing') return debitForm(address);
  if (charge?.status !== 'succeeded')
    return html`<p class="card quiet">Nothing was paid, so there is nothing to give back.</p>`;
  const refundable = disputes.every((one) => one.is_charge_refundable) ? unrefunded(charge) : 0;
  const disputable = disputes.some(isOpen) ? 0 : leftToDispute(scene, charge);
  if (refundable === 0 && disputable === 0) return html`<p class="card quiet">${whyNothing(disputes)}</p>`;
  return html`${refundable > 0 ? refundForm(address, { charge, amount: refundable }) : ''}
${disputable > 0 ? disputeForm(address, { charge, amount: disputable }) : ''}`;
}

interface FormSubject {
  charge: Stripe.Charge;
  /** What the form suggests. */
  amount: number;
}

function whyNothing(disputes: StoredDispute[]): string {
  return disputes.some((dispute) => isOpen(dispute) && !isInquiry(dispute))
    ? 'Stripe refunds no payment that was charged back. Decide the dispute first.'
    : 'Nothing is left of this payment to refund or to dispute.';
}

function debitForm(address: string): Markup {
  return html`<form method="post" action="${address}/settle" class="card"><h2>The bank decides</h2>
<p class="quiet">The debit is on its way. Real banks take days.</p>
<div class="row"><button name="outcome" value="succeeded">The money arrives</button>
<button class="plain" name="outcome" value="failed">The debit fails</button></div></form>`;
}

function refundForm(address: string, { charge, amount }: FormSubject): Markup {
  const hint = `Up to ${moneyText(amount, charge.currency)}.`;
  return html`<form method="post" action="${address}/refund" class="card"><h2>Refund</h2>
${amountField('refund', { amount, currency: charge.currency, hint })}
<div class="field"><label for="refund-course">What becomes of it</label>
<select id="refund-course" name="course">
<option value="succeeds">It succeeds at once</option>
<option value="waits">It is pending until you decide</option>
<option value="succeeds later">It is pending and succeeds after 3 seconds</option>
<option value="fails later">It succeeds and fails after 3 seconds</option>
</select></div>
<button>Refund</button></form>`;
}

function disputeForm(address: string, { charge, amount }: FormSubject): Markup {
  return html`<form method="post" action="${address}/dispute" class="card"><h2>Dispute</h2>
${amountField('dispute', { amount, currency: charge.currency, hint: 'Banks can dispute any amount.' })}
<div class="field"><label for="dispute-kind">What the buyer's bank does</label>
<select id="dispute-kind" name="kind">
<option value="chargeback">Chargeback: money leaves</option>
${isCardCharge(charge) ? html`<option value="inquiry">Inquiry: it only asks</option>` : ''}
</select></div>
<button class="plain">Open the dispute</button></form>`;
}

function amountField(
  form: string,
  { amount, currency, hint }: { amount: number; currency: string; hint: string },
): Markup {
  const id = `${form}-amount`;
  return html`<div class="field"><label for="${id}">Amount (${currency.toUpperCase()})</label>
<input id="${id}" name="amount" inputmode="decimal" autocomplete="off" required value="${plainAmount(amount, currency)}" aria-describedby="${id}-hint">
<p class="small quiet" id="${id}-hint">${hint}</p></div>`;
}
