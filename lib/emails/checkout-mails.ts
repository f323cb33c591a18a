import type { PaymentItem } from '../payments/payment-item.ts';
import type { MailContent } from './layout.ts';
import { availableSentence, dateText, moneyText, paymentFooter } from './wording.ts';

/** The receipt of a purchase whose credits are there. `available` is the balance when the mail is made. */
export function receipt(payment: PaymentItem, available: number, site: string): MailContent {
  const total = moneyText(payment.amountPaidCents ?? payment.amountCents, payment.currency);
  const discountCents = payment.amountCents - (payment.amountPaidCents ?? payment.amountCents);
  const discount: [string, string][] =
    discountCents > 0 ? [['Discount', `−${moneyText(discountCents, payment.currency)}`]] : [];
  return {
    subject: `Your receipt: ${payment.description} for ${total}`,
    preview: `${payment.description}, paid and in your account.`,
    heading: 'Thank you for your purchase',
    paragraphs: [`We added ${payment.description} to your account. ${availableSentence(available)}`],
    rows: [
      ['Receipt', payment.paymentId],
      ['Date', dateText(payment.paidAt ?? payment.createdAt)],
      [payment.description, moneyText(payment.amountCents, payment.currency)],
      ...discount,
      ['Total paid', total],
    ],
    action: { label: 'See your account', url: `${site}/account` },
    footer: paymentFooter,
  };
}

/** A slow payment (a bank debit, say) that did not come through in the end; `reason` is Stripe's sentence, if it has one. */
export function paymentFailed(payment: PaymentItem, reason: string | undefined, site: string): MailContent {
  const amount = moneyText(payment.amountCents, payment.currency);
  return {
    subject: `Your payment of ${amount} did not go through`,
    preview: 'Nothing was charged, and no credits were added.',
    heading: 'Your payment did not go through',
    paragraphs: [
      `Your bank did not complete the payment of ${amount} for ${payment.description} that you started on ${dateText(payment.createdAt)}.`,
      ...(reason ? [`The reason given: ${reason}`] : []),
      'Nothing was charged, and no credits were added. You can try again with another payment method.',
    ],
    action: { label: 'Try again', url: `${site}/credits` },
    footer: paymentFooter,
  };
}
