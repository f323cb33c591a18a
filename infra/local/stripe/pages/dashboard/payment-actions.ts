import { disputePayment, settleDebit } from '../../control/payments.ts';
import { invalidRequest } from '../../errors.ts';
import { existing } from '../../http/resource.ts';
import { moneyText, plainAmount, readAmount } from '../../money-text.ts';
import { paymentIntents } from '../../objects/payment-intent.ts';
import type { RefundCourse } from '../../objects/refund.ts';
import { choice } from '../../parameters/checks.ts';
import type { FormTree } from '../../parameters/form.ts';
import { createRefund } from '../../refunds/create-refund.ts';
import { actionRoute } from './action.ts';
import { findPayment, paymentAddress } from './payment.ts';

const courses = choice(['succeeds', 'succeeds later', 'fails later', 'waits']);
const kinds = choice(['chargeback', 'inquiry']);
const debitOutcomes = choice(['succeeded', 'failed']);

const WHAT_FOLLOWS: Record<RefundCourse, string> = {
  succeeds: 'succeeded.',
  'succeeds later': 'is pending, and succeeds in 3 seconds. Reload to see it.',
  'fails later': 'looks done, and fails in 3 seconds. Reload to see it.',
  waits: 'is pending until you decide below.',
};

const refundAction = actionRoute({
  path: '/payments/:id/refund',
  back: (_scene, id) => paymentAddress(id),
  act(scene, { id, form }) {
    const course = courses.read(form.course ?? '', 'course');
    const charge = findPayment(scene, id)?.charge;
    if (!charge) throw invalidRequest('This payment has no charge to refund.');
    const { amount } = createRefund(scene, charge, { amount: typedAmount(form, charge.currency), course });
    return `The refund of ${moneyText(amount, charge.currency)} ${WHAT_FOLLOWS[course]}`;
  },
});

const disputeAction = actionRoute({
  path: '/payments/:id/dispute',
  back: (_scene, id) => paymentAddress(id),
  act(scene, { id, form }) {
    const { currency } = existing(scene, paymentIntents, id);
    const kind = kinds.read(form.kind ?? '', 'kind');
    const dispute = disputePayment(scene, id, { kind, amount: typedAmount(form, currency) });
    const amount = moneyText(dispute.amount, currency);
    return kind === 'inquiry'
      ? `The bank inquires about ${amount}. No money has moved.`
      : `The bank disputes ${amount} and has taken the money back.`;
  },
});

/** Zero is no amount, and neither is what has more decimals than the currency. */
function typedAmount(form: FormTree, currency: string): number {
  const amount = typeof form.amount === 'string' ? readAmount(form.amount, currency) : undefined;
  if (amount) return amount;
  throw invalidRequest(`Please write an amount like ${plainAmount(500, currency)}.`);
}

const debitAction = actionRoute({
  path: '/payments/:id/settle',
  back: (_scene, id) => paymentAddress(id),
  act(scene, { id, form }) {
    const outcome = debitOutcomes.read(form.outcome ?? '', 'outcome');
    settleDebit(scene, id, outcome);
    return outcome === 'succeeded' ? 'The money has arrived.' : 'The debit failed. No money has moved.';
  },
});

/** What buyers, their banks and the shop do to a payment. */
export const paymentActions = [refundAction, disputeAction, debitAction];
