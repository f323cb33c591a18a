import type Stripe from 'stripe';
import type { Catalog, Interval, Plan } from '../contract/catalog.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import { receiptRows, servicePeriod, type WholeInvoice } from './invoice-rows.ts';
import type { MailContent } from './layout.ts';
import { availableSentence, creditsText, dateText, moneyText, paymentFooter } from './wording.ts';

export interface ReceiptFacts {
  catalog: Catalog;
  whole: WholeInvoice;
  row: Subscription;
  /** What was paid for; undefined when it is of the catalog no more. */
  bought: { plan: Plan; interval: Interval } | undefined;
  /** When the plan had ended, if that was before the payment. */
  endedAt: string | undefined;
  /** That the invoice brought. */
  credits: number;
  /** The balance when the mail is made. */
  available: number;
  site: string;
}

function receiptHeading({ whole, row, endedAt }: ReceiptFacts): string {
  if (endedAt) return 'Thank you for your payment';
  const start = servicePeriod(whole)?.start;
  switch (whole.invoice.billing_reason) {
    case 'subscription_create':
      return 'Thank you for subscribing';
    case 'subscription_cycle':
      return start !== undefined && start === row.trialEnd
        ? 'Your trial is over, and your plan goes on'
        : 'Your plan has been renewed';
    case 'subscription_update':
      return 'Thank you, your change of plan is paid';
    default:
      return 'Thank you for your payment';
  }
}

function creditsSentence({ catalog, bought, credits, available }: ReceiptFacts): string[] {
  if (bought?.plan.unlimited) return [`Your plan comes with unlimited ${catalog.unit.plural}.`];
  if (credits === 0) return [];
  const added = `We added ${creditsText(credits, catalog)} to your account. ${availableSentence(available)}`;
  return bought?.interval === 'year'
    ? [`${added} The credits of the other months come month by month.`]
    : [added];
}

const nameOf = ({ bought }: ReceiptFacts) => (bought ? `${bought.plan.name} plan` : 'plan');

/** Until when the plan is paid, or that it was too late for it. */
function planSentence(facts: ReceiptFacts): string[] {
  const { whole, endedAt } = facts;
  if (endedAt)
    return [
      `Your ${nameOf(facts)} had ended before this payment came, on ${dateText(endedAt)}, and the payment does not bring it back. If you did not mean to pay, answer this mail.`,
    ];
  const end = servicePeriod(whole)?.end;
  return end ? [`Your ${nameOf(facts)} is paid until ${dateText(end)}.`] : [];
}

function receiptPreview({ whole, endedAt }: ReceiptFacts): string {
  if (endedAt) return 'Your plan had ended before.';
  const end = servicePeriod(whole)?.end;
  return end ? `Paid until ${dateText(end)}.` : 'Paid, thank you.';
}

/** The receipt of a paid invoice whose credits are there. */
export function invoiceReceipt(facts: ReceiptFacts): MailContent {
  const { whole, site } = facts;
  const { amount_paid, total, currency, hosted_invoice_url } = whole.invoice;
  const paid = moneyText(amount_paid, currency);
  return {
    subject: `Your receipt: ${nameOf(facts)} for ${paid}`,
    preview: receiptPreview(facts),
    heading: receiptHeading(facts),
    paragraphs: [
      ...planSentence(facts),
      ...(total === 0 ? ['Your discount covered all of it: nothing was charged.'] : []),
      ...creditsSentence(facts),
    ],
    rows: receiptRows(whole),
    action: hosted_invoice_url
      ? { label: 'See the invoice', url: hosted_invoice_url }
      : { label: 'See your account', url: `${site}/account` },
    footer: paymentFooter,
  };
}

export interface UnpaidFacts {
  invoice: Stripe.Invoice;
  /** That is subscribed to. */
  plan: Plan;
  /** What the person has now: the same in the days of grace, then the free one. */
  planNow: Plan;
  free: Plan;
  /** Until when the plan is kept; null when it is not. */
  graceUntil: string | null;
  site: string;
}

function keptSentence({ plan, planNow, free, graceUntil }: UnpaidFacts): string {
  if (planNow.tier !== plan.tier) return `Until it is paid, you are on the ${planNow.name} plan.`;
  return graceUntil
    ? `You keep the ${plan.name} plan until ${dateText(graceUntil)}. If it is not paid by then, you go back to the ${free.name} plan.`
    : `You keep the ${plan.name} plan for now.`;
}

function unpaidMail(
  { invoice, site }: UnpaidFacts,
  { label, ...words }: Pick<MailContent, 'subject' | 'preview' | 'paragraphs'> & { label: string },
): MailContent {
  return {
    ...words,
    heading: words.subject,
    action: { label, url: invoice.hosted_invoice_url ?? `${site}/account` },
    footer: paymentFooter,
  };
}

function nextTrySentence({ next_payment_attempt }: Stripe.Invoice): string {
  return next_payment_attempt
    ? `We try again on ${dateText(isoFromEpochSeconds(next_payment_attempt))}; you can also pay now, by another card if you like.`
    : 'We do not try again by ourselves; you can pay it now, by another card if you like.';
}

/** `reason` is Stripe's sentence, if it has one. */
export function renewalFailed(facts: UnpaidFacts, reason: string | undefined): MailContent {
  const { invoice, plan } = facts;
  const amount = moneyText(invoice.amount_due, invoice.currency);
  return unpaidMail(facts, {
    subject: `We could not collect ${amount} for your ${plan.name} plan`,
    preview: 'You can pay it in a minute, by this or another card.',
    paragraphs: [
      `The payment of ${amount} for your ${plan.name} plan did not go through.`,
      ...(reason ? [`The reason given: ${reason}`] : []),
      nextTrySentence(invoice),
      keptSentence(facts),
    ],
    label: `Pay ${amount}`,
  });
}

export function confirmationNeeded(facts: UnpaidFacts): MailContent {
  const { invoice, plan } = facts;
  const amount = moneyText(invoice.amount_due, invoice.currency);
  return unpaidMail(facts, {
    subject: `Please confirm your payment of ${amount}`,
    preview: 'Your bank asks for it.',
    paragraphs: [
      `Your bank wants you to confirm the payment of ${amount} for your ${plan.name} plan. It is paid once you have.`,
      keptSentence(facts),
    ],
    label: 'Confirm the payment',
  });
}
