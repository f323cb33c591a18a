import { type Period, periodAt } from '../billing/periods.ts';
import type { LineFields } from '../objects/invoice-line.ts';
import { itemFields, periodOf, type StoredItem, type StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { inPeriod, intervalOfItems, periodFrom } from './item-period.ts';
import { cycleLines } from './lines.ts';
import type { PaymentBehavior } from './payment-behavior.ts';
import { creditLines, debitLines } from './prorations.ts';

export interface SubscriptionChange {
  /** All items as they are to be. */
  items: StoredItem[];
  resetsAnchor: boolean;
  trialEnd: number | 'now' | undefined;
  proration: { behavior: 'always_invoice' | 'create_prorations' | 'none'; at: number };
  behavior: PaymentBehavior;
  /** What changes besides and costs nothing. */
  fields: Partial<StoredSubscription>;
}

/** What a change makes of a subscription, and what it costs. Nothing is written yet. */
export interface UpdatePlan {
  fields: Partial<StoredSubscription>;
  /** Credits and charges for the time that is left. */
  prorations: LineFields[];
  /** Whole periods that begin now. */
  cycle: LineFields[];
  isInvoicedNow: boolean;
}

export function planUpdate(scene: Scene, before: StoredSubscription, change: SubscriptionChange): UpdatePlan {
  const timing = timingOf(scene, before, change);
  const items = change.items.map((item) => inPeriod(item, timing.period));
  const after = { ...before, ...change.fields, ...timing.fields, ...itemFields(before.id, items) };
  const prorations =
    change.proration.behavior === 'none' || before.status === 'trialing'
      ? []
      : prorationLines(scene, { before, after, change, timing });
  const cycle = timing.kind === 'begins anew' ? cycleLines(scene, after, items, timing.period) : [];
  const wantsInvoice = change.proration.behavior === 'always_invoice' || timing.kind === 'other interval';
  return {
    fields: { ...change.fields, ...timing.fields, ...itemFields(before.id, items) },
    prorations,
    cycle,
    isInvoicedNow: cycle.length > 0 || (prorations.length > 0 && wantsInvoice),
  };
}

interface Timing {
  kind: 'begins anew' | 'trial' | 'other interval' | 'same period';
  period: Period;
  fields: Partial<StoredSubscription>;
}

function timingOf(scene: Scene, before: StoredSubscription, change: SubscriptionChange): Timing {
  const now = scene.nowSeconds();
  const { trialEnd } = change;
  const endsTrial = before.status === 'trialing' && (trialEnd === 'now' || (trialEnd ?? now + 1) <= now);
  const interval = intervalOfItems(change.items);
  if (endsTrial) {
    const fields = { billing_cycle_anchor: now, status: 'active' as const, trial_end: now };
    return { kind: 'begins anew', period: periodFrom(now, interval), fields };
  }
  if (typeof trialEnd === 'number' && trialEnd > now) return trialTiming(scene, before, trialEnd);
  if (change.resetsAnchor && before.status !== 'trialing')
    return { kind: 'begins anew', period: periodFrom(now, interval), fields: { billing_cycle_anchor: now } };
  const present = intervalOfItems(before.items.data);
  const isSame = present.interval === interval.interval && present.interval_count === interval.interval_count;
  if (isSame || before.status === 'trialing')
    return { kind: 'same period', period: periodOf(before), fields: {} };
  return {
    kind: 'other interval',
    period: periodAt(before.billing_cycle_anchor, interval, now),
    fields: {},
  };
}

function trialTiming(scene: Scene, before: StoredSubscription, trialEnd: number): Timing {
  const start = before.status === 'trialing' ? periodOf(before).start : scene.nowSeconds();
  return {
    kind: 'trial',
    period: { start, end: trialEnd },
    fields: {
      billing_cycle_anchor: trialEnd,
      status: 'trialing',
      trial_end: trialEnd,
      trial_start: before.trial_start ?? start,
    },
  };
}

interface Proration {
  before: StoredSubscription;
  after: StoredSubscription;
  change: SubscriptionChange;
  timing: Timing;
}

function prorationLines(scene: Scene, { before, after, change, timing }: Proration): LineFields[] {
  const { at } = change.proration;
  const concernsAll = timing.kind !== 'same period';
  const left = before.items.data.filter((item) => concernsAll || isChanged(item, after.items.data));
  const entered = after.items.data.filter((item) => concernsAll || isChanged(item, before.items.data));
  const credits = creditLines(scene, left, at);
  const isChargedAgain = timing.kind === 'same period' || timing.kind === 'other interval';
  if (!isChargedAgain) return credits;
  return [...credits, ...debitLines(scene, after, { items: entered, period: timing.period, at })];
}

/** Whether the other side has it otherwise, or not at all. */
function isChanged({ id, price, quantity }: StoredItem, others: StoredItem[]): boolean {
  const other = others.find((one) => one.id === id);
  return other?.price.id !== price.id || other.quantity !== quantity;
}
