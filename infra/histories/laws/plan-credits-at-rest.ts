import type { Known } from '../known.ts';
import type { Scene } from '../scene.ts';
import { insist, sum } from './insist.ts';
import { grantsByMonth, levelsOf } from './plan-credits.ts';
import { type PaidMonth, paidMonths, subscriptionIdOf } from './plan-months.ts';
import type { PlanAtStripe } from './plans-at-rest.ts';
import { broughtBy, type EntrySeen, type PersonSeen, type Snapshot } from './snapshot.ts';

interface View {
  known: Known;
  plans: PlanAtStripe[];
  nowIso: string;
  refunded: ReadonlySet<string>;
}

const creditsIn = (entries: EntrySeen[]) => sum(entries.map(({ creditsDelta }) => creditsDelta));

/** Whether the month has come while its subscription was there; of one that ends, word may come late. */
function isDue({ plans, nowIso }: View, { subscriptionId, startsAt, isLater }: PaidMonth): boolean {
  if (!isLater) return true;
  const endedAt = plans.find(({ subscription }) => subscription.id === subscriptionId)?.subscription.ended_at;
  const isOver = typeof endedAt === 'number' && startsAt >= new Date(endedAt * 1_000).toISOString();
  return startsAt <= nowIso && !isOver;
}

/** Every month that is paid for has brought the credits of the highest plan, and a year's each in its time. */
function holdMonth(view: View, name: string, months: PaidMonth[], granted: number): void {
  const due = months.filter((one) => isDue(view, one));
  const level = Math.max(0, ...due.map(({ credits }) => credits));
  // Of a year that was refunded in part, a month brings its part.
  const isPart = months.some(({ invoiceId, isLater }) => isLater && view.refunded.has(invoiceId));
  const isEnough = isPart ? granted <= level : granted >= level;
  insist(isEnough, `The month ${name} brought ${granted} credits, and should have brought ${level}`);
}

/** A refund takes its share of what its invoice brought. Shares of months are rounded one by one. */
function holdRefunds(
  { known, refundsOf }: { known: Known; refundsOf: Map<string, number> },
  person: PersonSeen,
): void {
  for (const { paymentId, creditsGranted = 0, creditsClawedBack = 0 } of person.payments) {
    const invoice = known.invoices.get(paymentId);
    if (!invoice) continue;
    const back = Math.min(refundsOf.get(paymentId) ?? 0, invoice.amount_paid);
    const due = invoice.amount_paid === 0 ? 0 : (creditsGranted * back) / invoice.amount_paid;
    const months = person.entries.filter((entry) => broughtBy(paymentId, entry) > 0).length;
    const isRight = Math.abs(creditsClawedBack - due) <= 0.5 * Math.max(1, months);
    insist(isRight, `${paymentId} lost ${creditsClawedBack} credits, and should have lost ${due}`);
  }
}

/** One that was paid beside another costs nothing in the end. */
function holdDuplicates(
  { known, refundsOf }: { known: Known; refundsOf: Map<string, number> },
  person: PersonSeen,
): void {
  const duplicates = new Set(person.plans.filter((row) => row.duplicateOf).map((row) => row.subscriptionId));
  for (const [id, invoice] of known.invoices) {
    const isPaid = invoice.status === 'paid' && duplicates.has(subscriptionIdOf(invoice));
    const back = refundsOf.get(id) ?? 0;
    const words = `${id} of a duplicate was over ${invoice.amount_paid}, of which ${back} went back`;
    insist(!isPaid || back >= invoice.amount_paid, words);
  }
}

/** The credits that plans brought and lost, by what Stripe was paid and gave back. */
export function holdPlanCredits(
  { known, stripe: { prices }, nowMs }: Scene,
  { plans, refundsOf }: { plans: PlanAtStripe[]; refundsOf: Map<string, number> },
  now: Snapshot,
): void {
  const view = { known, plans, nowIso: new Date(nowMs()).toISOString(), refunded: new Set(refundsOf.keys()) };
  const levels = levelsOf(paidMonths(known, prices));
  for (const { userId } of known.people) {
    const person = now.get(userId);
    if (!person) continue;
    const grants = grantsByMonth(known, person);
    for (const [name, months] of levels) {
      const [subscriptionId] = name.split(' ');
      const plan = plans.find(({ subscription }) => subscription.id === subscriptionId);
      if (!plan || known.ownerOf(plan.subscription) !== userId) continue;
      holdMonth(view, name, months, creditsIn(grants.get(name) ?? []));
    }
    holdRefunds({ known, refundsOf }, person);
    holdDuplicates({ known, refundsOf }, person);
  }
}

/** All that plans moved: for the balance. */
export function movedByPlans({ entries, payments }: PersonSeen): number {
  const reversals = new Set(
    payments
      .filter(({ paymentId }) => paymentId.startsWith('in_'))
      .flatMap((one) => Object.keys(one.reversals)),
  );
  const isOfPlan = (one: EntrySeen) =>
    one.type === 'Grant' || (one.type === 'Refund' && reversals.has(one.sourceId));
  return creditsIn(entries.filter(isOfPlan));
}
