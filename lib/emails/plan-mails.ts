import type { Catalog, Interval, Plan } from '../contract/catalog.ts';
import type { MoneyTaken } from '../subscriptions/money-taken.ts';
import type { NextPayment } from '../subscriptions/next-payment.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import { type GoesOnWorking, goesOnWorkingSentences } from './goes-on-working.ts';
import type { MailContent } from './layout.ts';
import { creditsText, dateText, moneyText, numberText, planFooter } from './wording.ts';

export interface PlanFacts {
  catalog: Catalog;
  row: Subscription;
  /** That is subscribed to. */
  plan: Plan;
  site: string;
}

type Words = Pick<MailContent, 'subject' | 'preview' | 'paragraphs' | 'rows'>;

function mail({ site }: PlanFacts, words: Words): MailContent {
  return {
    ...words,
    heading: words.subject,
    action: { label: 'See your plan', url: `${site}/account` },
    footer: planFooter,
  };
}

/** "$14.99 a month" */
const priceText = (amountCents: number, currency: string, interval: Interval) =>
  `${moneyText(amountCents, currency)} a ${interval}`;

function bringsText(plan: Plan, catalog: Catalog): string {
  if (plan.unlimited) return `unlimited ${catalog.unit.plural}`;
  return plan.credits > 0 ? `${creditsText(plan.credits, catalog)} each month` : '';
}

/** "It costs $14.99 a month and brings 100 credits each month." */
function termsSentence(subject: string, price: string, brings: string): string {
  return `${subject} costs ${price}${brings ? ` and brings ${brings}` : ''}.`;
}

function nextRows({ row }: PlanFacts, next: NextPayment | undefined): [string, string][] {
  if (!next) return [];
  return [
    ['Renews on', dateText(row.currentPeriodEnd)],
    ['Next payment', moneyText(next.amountCents, next.currency)],
  ];
}

export function planChanged(facts: PlanFacts, next: NextPayment | undefined): MailContent {
  const { catalog, row, plan } = facts;
  const price = priceText(row.amountCents, row.currency, row.interval);
  const isTrial = row.status === 'trialing' && row.trialEnd !== null;
  return mail(facts, {
    subject: `You are on the ${plan.name} plan now`,
    preview: `Your plan has changed to ${plan.name}.`,
    paragraphs: [
      `Your plan has changed to ${plan.name}. ${termsSentence('It', price, bringsText(plan, catalog))}`,
      ...(isTrial ? [`Your trial goes on until ${dateText(row.trialEnd ?? '')}.`] : []),
    ],
    rows: [['Plan', plan.name], ...nextRows(facts, next)],
  });
}

export interface ComingPlan {
  plan: Plan;
  interval: Interval;
  at: string;
}

export function changeScheduled(facts: PlanFacts, coming: ComingPlan): MailContent {
  const { catalog, plan } = facts;
  const day = dateText(coming.at);
  const price = coming.plan.prices.find(({ interval }) => interval === coming.interval);
  const terms = price
    ? [
        termsSentence(
          `From then on ${coming.plan.name}`,
          priceText(price.amount, catalog.currency, price.interval),
          bringsText(coming.plan, catalog),
        ),
      ]
    : [];
  const isOtherPlan = plan.tier !== coming.plan.tier;
  const target = isOtherPlan ? coming.plan.name : `${plan.name} by the ${coming.interval}`;
  return mail(facts, {
    subject: `Your plan changes on ${day}`,
    preview: `To ${target}.`,
    paragraphs: [
      `Your plan changes to ${target} on ${day}. Until then you keep what you have paid for.`,
      ...terms,
      'You can take this back on your account page until then.',
    ],
  });
}

export function cancellationScheduled(facts: PlanFacts, endsAt: string): MailContent {
  const { row, plan } = facts;
  const day = dateText(endsAt);
  // A fixed end may lie beyond the period, and then the periods until it are paid for.
  const isLastPeriod = endsAt <= row.currentPeriodEnd;
  return mail(facts, {
    subject: `Your ${plan.name} plan ends on ${day}`,
    preview: 'Until then nothing changes.',
    paragraphs: [
      `Your ${plan.name} plan is canceled and ends on ${day}. You keep it until then${isLastPeriod ? ', and it does not renew' : ''}.`,
      'What is in your balance stays yours.',
      'If you change your mind, you can keep the plan: take the cancellation back on your account page before it ends.',
    ],
  });
}

export function cancellationUndone(facts: PlanFacts, next: NextPayment | undefined): MailContent {
  const { plan } = facts;
  return mail(facts, {
    subject: `Your ${plan.name} plan goes on`,
    preview: 'It is no longer canceled.',
    paragraphs: [`The cancellation of your ${plan.name} plan has been taken back, and the plan goes on.`],
    rows: [['Plan', plan.name], ...nextRows(facts, next)],
  });
}

export interface EndFacts extends PlanFacts {
  /** Stripe's word for why, if it has one. */
  reason: string | undefined;
  /** What the person has now: another subscription's plan, or the free one. */
  planNow: Plan;
  /** The balance when the mail is made. */
  available: number;
  /** Keys and widget in use. */
  inUse: GoesOnWorking;
}

function endSentence({ row, plan, reason }: EndFacts): string {
  const day = dateText(row.endedAt ?? row.currentPeriodEnd);
  if (reason === 'payment_failed')
    return `Your ${plan.name} plan ended on ${day}, because its payment did not come through.`;
  if (reason === 'payment_disputed')
    return `Your ${plan.name} plan ended on ${day}, because its payment was disputed with the bank.`;
  const isTrialOver = row.trialEnd !== null && row.endedAt !== null && row.endedAt <= row.trialEnd;
  return isTrialOver
    ? `Your trial of the ${plan.name} plan ended on ${day}. Nothing was charged for it.`
    : `Your ${plan.name} plan was canceled and ended on ${day}.`;
}

function staysSentences({ catalog, available, planNow, inUse }: EndFacts): string[] {
  const left = available > 0 ? [`The ${creditsText(available, catalog)} in your balance stay yours.`] : [];
  const now = [`You are on the ${planNow.name} plan now.`, ...goesOnWorkingSentences(inUse)];
  return [...left, now.join(' ')];
}

export function ended(facts: EndFacts): MailContent {
  const { plan } = facts;
  return mail(facts, {
    subject: `Your ${plan.name} plan has ended`,
    preview: 'What stays yours, and what you have now.',
    paragraphs: [endSentence(facts), ...staysSentences(facts)],
  });
}

/** What became of the money: a trial took none, and Stripe refuses to refund what is disputed, say. */
function moneyBackText({ paidCents, refundedCents }: MoneyTaken): { preview: string; ending: string } {
  if (paidCents === 0)
    return {
      preview: 'Nothing was charged for the later one.',
      ending: '. Nothing was charged for it.',
    };
  if (refundedCents < paidCents)
    return {
      preview: 'The later one takes no more money.',
      ending: '. What you paid for it could not all be refunded by itself: we look after the rest by hand.',
    };
  return {
    preview: 'The money for the later one goes back to you.',
    ending: ', and refunded all that you paid for it. Banks take up to ten days to show that.',
  };
}

/** There were two; the earlier one stays. */
export function duplicateEnded(facts: EndFacts, money: MoneyTaken): MailContent {
  const { row, plan, planNow, available } = facts;
  const { preview, ending } = moneyBackText(money);
  return mail(facts, {
    subject: 'We ended your second subscription',
    preview: `You had two. ${preview}`,
    paragraphs: [
      `You had two subscriptions. We ended the later one, ${plan.name} of ${dateText(row.createdAt)}${ending}`,
      `You are on the ${planNow.name} plan, and your balance is ${numberText(available)}.`,
    ],
  });
}
