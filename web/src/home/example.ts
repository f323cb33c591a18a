import { CreditCard, Mail, MessageSquare, PenLine, Split, UserRoundSearch } from 'lucide-react';

export type Family = 'trigger' | 'action' | 'logic' | 'ai';

export interface Step {
  id: StepId;
  family: Family;
  title: string;
  place: string;
  icon: typeof Mail;
}

export type StepId = 'payment' | 'customer' | 'branch' | 'write' | 'post' | 'mail';

/** One example, drawn by hand: what a sentence, its graph and its code look like. Nothing here is generated. */
export const steps: readonly Step[] = [
  { id: 'payment', family: 'trigger', title: 'Payment failed', place: 'Stripe', icon: CreditCard },
  { id: 'customer', family: 'action', title: 'Find the customer', place: 'DynamoDB', icon: UserRoundSearch },
  { id: 'branch', family: 'logic', title: 'Owes over $100?', place: 'Branch', icon: Split },
  { id: 'write', family: 'ai', title: 'Write a reminder', place: 'Language model', icon: PenLine },
  { id: 'post', family: 'action', title: 'Post in #billing', place: 'Slack', icon: MessageSquare },
  { id: 'mail', family: 'action', title: 'Send usual mail', place: 'Amazon SES', icon: Mail },
];

export const edges: readonly { from: StepId; to: StepId; label?: string; live?: boolean }[] = [
  { from: 'payment', to: 'customer' },
  { from: 'customer', to: 'branch' },
  { from: 'branch', to: 'write', label: 'yes' },
  { from: 'branch', to: 'mail', label: 'no' },
  { from: 'write', to: 'post', live: true },
];

export const sentence: readonly { text: string; step?: StepId }[] = [
  { text: 'When ' },
  { text: 'a payment fails', step: 'payment' },
  { text: ', ' },
  { text: 'look up the customer', step: 'customer' },
  { text: '. ' },
  { text: 'If they owe more than $100', step: 'branch' },
  { text: ', have AI ' },
  { text: 'write a kind reminder', step: 'write' },
  { text: ' and ' },
  { text: 'post it in #billing', step: 'post' },
  { text: '; otherwise ' },
  { text: 'send the usual mail', step: 'mail' },
  { text: '.' },
];

export const code: readonly { text: string; step?: StepId }[] = [
  { text: 'on(paymentFailed, async (bill) => {', step: 'payment' },
  { text: '  const who = await findCustomer(bill);', step: 'customer' },
  { text: '  if (who.owes > usd(100)) {', step: 'branch' },
  { text: '    const text = await ai.remind(who);', step: 'write' },
  { text: "    return slack.post('#billing', text);", step: 'post' },
  { text: '  }' },
  { text: '  return ses.send(usualMail, who);', step: 'mail' },
  { text: '});' },
];

export const familyOf = (id: StepId | undefined) => steps.find((step) => step.id === id)?.family;

// Written out, as Tailwind finds class names by reading the source.
export const familyColors = {
  trigger: {
    fill: 'fill-trigger',
    text: 'text-trigger',
    bar: 'border-trigger',
    underline: 'decoration-trigger',
  },
  action: {
    fill: 'fill-action',
    text: 'text-action',
    bar: 'border-action',
    underline: 'decoration-action/45',
  },
  logic: { fill: 'fill-logic', text: 'text-logic', bar: 'border-logic', underline: 'decoration-logic' },
  ai: { fill: 'fill-ai', text: 'text-ai', bar: 'border-ai', underline: 'decoration-ai' },
} as const satisfies Record<Family, unknown>;
