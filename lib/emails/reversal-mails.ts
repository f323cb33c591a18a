import type { PaymentItem, Reversal } from '../payments/payment-item.ts';
import type { MailContent } from './layout.ts';
import { dateText, moneyText, paymentFooter } from './wording.ts';

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

/** "Your balance is 12." or, below zero, what that means. */
function balanceSentence(available: number): string {
  return available < 0
    ? `You had spent more than was left, so your balance is now ${available}. Your next purchase fills that first.`
    : `Your balance is now ${available}.`;
}

function takenSentence({ description }: PaymentItem, { creditsTaken = 0 }: Reversal): string {
  return creditsTaken === 0
    ? `None of the ${description} were taken back.`
    : `We took back ${creditsTaken} of the ${description}.`;
}

function givenBackSentence({ description }: PaymentItem, { creditsReturned = 0 }: Reversal): string {
  return creditsReturned === 0
    ? `None of the ${description} had to be given back.`
    : `We gave you back ${creditsReturned} of the ${description}.`;
}

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
      `${takenSentence(payment, reversal)} ${balanceSentence(available)}`,
    ],
  });
}

/** A refund that the bank turned down after it had been on its way. */
export function refundFailed(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const amount = moneyText(reversal.amountCents, payment.currency);
  return mail(facts, {
    subject: `Our refund of ${amount} did not reach you`,
    preview: 'Your bank turned it down. Please answer this mail.',
    paragraphs: [
      `We tried to refund ${amount} of ${boughtOn(payment)}, but your bank turned it down, and the money came back to us.`,
      `${givenBackSentence(payment, reversal)} ${balanceSentence(available)}`,
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
      `Somebody disputed ${boughtOn(payment)} with your bank, and the bank has taken back ${amount} while it looks into it.`,
      `${takenSentence(payment, reversal)} ${balanceSentence(available)}`,
      'If you did not mean to dispute it, tell your bank, and answer this mail.',
    ],
  });
}

export function disputeOver(facts: ReversalFacts): MailContent {
  const { payment, reversal, available } = facts;
  const amount = moneyText(reversal.amountCents, payment.currency);
  return mail(facts, {
    subject: `The dispute over ${amount} is settled`,
    preview: 'The payment stands.',
    paragraphs: [
      `Your bank has settled the dispute over ${boughtOn(payment)}: the payment of ${amount} stands.`,
      `${givenBackSentence(payment, reversal)} ${balanceSentence(available)}`,
    ],
  });
}
