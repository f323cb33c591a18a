import type { PaymentItem, Reversal } from '../payments/payment-item.ts';
import type { MailContent } from './layout.ts';
import { dateText, moneyText, numberText, paymentFooter } from './wording.ts';

/** What a mail about money that went back, or came back, is made from. */
export interface ReversalFacts {
  payment: PaymentItem;
  reversal: Reversal;
  /** The balance when the mail is made; below zero when the credits were spent already. */
  available: number;
  site: string;
}

const boughtOn = ({ description, createdAt }: PaymentItem) =>
  `your purchase of ${description} on ${dateText(createdAt)}`;

/** "Your balance is now 12." or, below zero, what that means. */
function balanceSentence(available: number): string {
  const balance = numberText(available);
  return available < 0
    ? `You had spent more than was left, so your balance is now ${balance}. Your next purchase fills that first.`
    : `Your balance is now ${balance}.`;
}

function creditsSentence({ description }: PaymentItem, moved: string, credits = 0): string {
  return credits === 0
    ? `This changes nothing about the ${description}.`
    : `${moved} ${numberText(credits)} of the ${description}.`;
}

const takenSentence = ({ payment, reversal }: ReversalFacts) =>
  creditsSentence(payment, 'We took back', reversal.creditsTaken);
const givenBackSentence = ({ payment, reversal }: ReversalFacts) =>
  creditsSentence(payment, 'We gave you back', reversal.creditsReturned);

function mail(
  { payment, site }: ReversalFacts,
  { subject, preview, paragraphs }: Pick<MailContent, 'subject' | 'preview' | 'paragraphs'>,
): MailContent {
  return {
    subject,
    preview,
    heading: subject,
    paragraphs,
    rows: [
      ['Payment', payment.paymentId],
      [payment.description, moneyText(payment.amountPaidCents ?? payment.amountCents, payment.currency)],
    ],
    action: { label: 'See your account', url: `${site}/account` },
    footer: paymentFooter,
  };
}

export function refunded(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const amount = moneyText(reversal.amountCents, payment.currency);
  return mail(facts, {
    subject: `We refunded ${amount}`,
    preview: 'Your bank may take a few days to show it.',
    paragraphs: [
      `We refunded ${amount} of ${boughtOn(payment)} to the way you paid. Banks take up to ten days to show it.`,
      `${takenSentence(facts)} ${balanceSentence(available)}`,
    ],
  });
}

/** A refund that the bank turned down after it had been on its way. */
export function refundFailed(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const amount = moneyText(reversal.amountCents, payment.currency);
  return mail(facts, {
    subject: `Our refund of ${amount} did not reach you`,
    preview: 'The money came back to us. Please answer this mail.',
    paragraphs: [
      `We tried to refund ${amount} of ${boughtOn(payment)}, but it did not go through, and the money came back to us.`,
      `${givenBackSentence(facts)} ${balanceSentence(available)}`,
      'Please answer this mail, so that we can pay you another way.',
    ],
  });
}

export function disputed(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const amount = moneyText(reversal.amountCents, payment.currency);
  return mail(facts, {
    subject: `Your bank has taken back ${amount}`,
    preview: 'Your payment was disputed with the bank.',
    paragraphs: [
      `Somebody disputed ${boughtOn(payment)} with your bank, and the bank has taken back ${amount}.`,
      `${takenSentence(facts)} ${balanceSentence(available)}`,
      'If you did not mean to dispute it, tell your bank, and answer this mail.',
    ],
  });
}

/** Won, or lost after a refund: then the bank returns what had been refunded already. */
export function disputeOver(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const money = (cents: number) => moneyText(cents, payment.currency);
  const { amountCents, takenCents } = reversal;
  const outcome =
    takenCents === 0
      ? `The payment of ${money(amountCents)} stands.`
      : `You keep ${money(takenCents)} of it. The other ${money(amountCents - takenCents)} came back to us, because you had it already.`;
  return mail(facts, {
    subject: `The dispute over ${money(amountCents)} is settled`,
    preview: 'Your bank has decided.',
    paragraphs: [
      `Your bank has settled the dispute over ${boughtOn(payment)}. ${outcome}`,
      `${givenBackSentence(facts)} ${balanceSentence(available)}`,
    ],
  });
}
