import type { Catalog, Plan } from '../contract/catalog.ts';
import type { NextPayment } from '../subscriptions/next-payment.ts';
import type { MailContent } from './layout.ts';
import { availableSentence, creditsText, dateText, moneyText, planFooter } from './wording.ts';

export interface TrialFacts {
  catalog: Catalog;
  plan: Plan;
  trialEnd: string;
  /** Undefined when it is canceled and ends with the trial. */
  next: NextPayment | undefined;
  site: string;
}

export interface StartedTrialFacts extends TrialFacts {
  /** That the trial brought. */
  credits: number;
  /** The balance when the mail is made. */
  available: number;
}

function mail(
  { plan, trialEnd, next, site }: TrialFacts,
  words: Pick<MailContent, 'subject' | 'preview' | 'paragraphs'>,
): MailContent {
  const payment: [string, string][] = next
    ? [['First payment', moneyText(next.amountCents, next.currency)]]
    : [];
  return {
    ...words,
    heading: words.subject,
    rows: [['Plan', plan.name], ['Trial ends', dateText(trialEnd)], ...payment],
    action: { label: 'See your plan', url: `${site}/account` },
    footer: planFooter,
  };
}

/** What happens at the end, in a sentence. */
function thenSentence({ trialEnd, next }: TrialFacts): string {
  if (!next) return 'It is canceled and ends by itself: nothing is charged.';
  if (next.amountCents === 0)
    return 'After that the plan goes on, and your discount covers its first payment.';
  const amount = moneyText(next.amountCents, next.currency);
  return `After that the plan goes on, and its first payment of ${amount} is due on ${dateText(trialEnd)}.`;
}

const howToCancel =
  'If you do not want to keep it, cancel before then on your account page, and nothing is charged.';

const endSentences = (facts: TrialFacts): string[] => [
  thenSentence(facts),
  ...(facts.next ? [howToCancel] : []),
];

function creditsSentence({ catalog, plan, credits, available }: StartedTrialFacts): string[] {
  if (plan.unlimited) return [`It comes with unlimited ${catalog.unit.plural}.`];
  if (credits > 0)
    return [`We added ${creditsText(credits, catalog)} to your account. ${availableSentence(available)}`];
  if (plan.trial_credits === 0) return [];
  const { plural } = catalog.unit;
  return [
    `A trial's ${plural} come once per person and card. Your card was used for a trial before, or you had one yourself, so this one comes without ${plural}.`,
  ];
}

export function trialStarted(facts: StartedTrialFacts): MailContent {
  const { plan, trialEnd } = facts;
  const end = dateText(trialEnd);
  return mail(facts, {
    subject: `Your ${plan.name} trial has started`,
    preview: `It is free until ${end}.`,
    paragraphs: [
      `You can try the ${plan.name} plan for free until ${end}.`,
      ...creditsSentence(facts),
      ...endSentences(facts),
    ],
  });
}

/** Stripe tells three days ahead, or at once when a trial is made shorter: so it names the day, not the distance. */
export function trialEnds(facts: TrialFacts): MailContent {
  const { plan, trialEnd } = facts;
  const end = dateText(trialEnd);
  return mail(facts, {
    subject: `Your ${plan.name} trial ends on ${end}`,
    preview: 'What happens then, and what it costs.',
    paragraphs: [`Your free trial of the ${plan.name} plan ends on ${end}.`, ...endSentences(facts)],
  });
}
