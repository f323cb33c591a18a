import type Stripe from 'stripe';
import type { Played } from '../played-services.ts';
import type { Scene } from '../scene.ts';
import { insist } from './insist.ts';
import { isExcused } from './mails-at-rest.ts';
import { subscriptionIdOf } from './plan-months.ts';
import type { PlanAtStripe } from './plans-at-rest.ts';
import type { PersonSeen, Snapshot } from './snapshot.ts';

interface Seen {
  person: PersonSeen;
  plans: PlanAtStripe[];
  invoices: Stripe.Invoice[];
  /** What Stripe told, each event once. */
  events: Stripe.Event[];
}

interface Template {
  subject: RegExp;
  least(seen: Seen): number;
  most(seen: Seen): number;
}

const none = () => 0;
const told = (type: string) => (seen: Seen) => seen.events.filter((event) => event.type === type).length;
const isDuplicate = ({ person }: Seen, subscriptionId: string) =>
  person.plans.some((row) => row.subscriptionId === subscriptionId && row.duplicateOf !== null);

/** Over something, before discounts; of a smaller plan's credit there is none. */
const isReceived = ({ status, total, lines }: Stripe.Invoice): boolean =>
  status === 'paid' && total >= 0 && lines.data.reduce((sum, { amount }) => sum + amount, 0) > 0;

const receipts = (seen: Seen) =>
  seen.invoices.filter((one) => isReceived(one) && !isDuplicate(seen, subscriptionIdOf(one))).length;
const paidInvoices = ({ invoices }: Seen) => invoices.filter(({ status }) => status === 'paid').length;
const ended = (seen: Seen) =>
  seen.plans.filter(({ subscription: { id, status } }) => status === 'canceled' && !isDuplicate(seen, id))
    .length;
const duplicates = (seen: Seen) =>
  seen.plans.filter(({ subscription: { id } }) => isDuplicate(seen, id)).length;
const trials = ({ plans }: Seen) =>
  plans.filter(({ subscription }) => subscription.trial_start !== null).length;

/** What is scheduled and taken back before its mail is made is not told. */
const templates: Record<string, Template> = {
  receipt: { subject: /^Your receipt: (.+ )?plan for /, least: receipts, most: paidInvoices },
  end: { subject: /^Your .+ (plan|trial) has ended$/, least: ended, most: ended },
  duplicate: { subject: /^We ended your second subscription$/, least: duplicates, most: duplicates },
  'trial started': { subject: /^Your .+ trial has started$/, least: none, most: trials },
  'trial ends': {
    subject: /^Your .+ trial ends on /,
    least: none,
    most: told('customer.subscription.trial_will_end'),
  },
  'not collected': { subject: /^We could not collect /, least: none, most: told('invoice.payment_failed') },
  question: {
    subject: /^Please confirm your payment/,
    least: none,
    most: told('invoice.payment_action_required'),
  },
  'plan changed': {
    subject: /^You are on the .+ plan now$/,
    least: none,
    most: told('customer.subscription.updated'),
  },
  'plan changes': {
    subject: /^Your plan changes on /,
    least: none,
    most: told('subscription_schedule.updated'),
  },
  'plan ends': {
    subject: /^Your .+ plan ends on /,
    least: none,
    most: told('customer.subscription.updated'),
  },
  'plan goes on': {
    subject: /^Your .+ plan goes on$/,
    least: none,
    most: told('customer.subscription.updated'),
  },
};

/** Each mail on a plan that is due, once, and no more than there are causes for. */
export function holdPlanMails(
  { known, played }: { known: Scene['known']; played: Played },
  plans: PlanAtStripe[],
  now: Snapshot,
): void {
  const events = [...known.told.values()]
    .filter(({ id }) => !id.startsWith('evt_noise'))
    .map(({ text }): Stripe.Event => JSON.parse(text));
  for (const { userId, email } of known.people) {
    const person = now.get(userId);
    if (!person) continue;
    const isTheirs = (object: object) => known.ownerOf(object) === userId;
    const seen = {
      person,
      plans: plans.filter(({ subscription }) => isTheirs(subscription)),
      invoices: [...known.invoices.values()].filter(isTheirs),
      events: events.filter(({ data }) => isTheirs(data.object)),
    };
    const toThem = played.mails.filter(({ to }) => to === email);
    for (const [name, { subject, least, most }] of Object.entries(templates)) {
      const sent = toThem.filter((mail) => subject.test(mail.subject));
      const certain = sent.filter((mail) => !isExcused(mail)).length;
      const words = `${userId} got ${sent.length} mails "${name}", ${certain} of them without a fault`;
      insist(sent.length >= least(seen), `${words}: too few, due were ${least(seen)}`);
      insist(certain <= most(seen), `${words}: too many, causes were ${most(seen)}`);
    }
  }
}
