import { DAY_SECONDS } from '../billing/periods.ts';
import { billingSettings } from '../billing/settings.ts';
import { emitWithoutId } from '../events.ts';
import { finalizeInvoice } from '../invoices/finalize-invoice.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import { isOver, periodOf, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import { notes } from '../store/notes.ts';
import { rehearse } from '../store/rehearse.ts';
import { sceneAt } from '../time/scene-about.ts';
import type { Scene } from '../world.ts';
import { renew } from './renew.ts';
import { beginPhase } from './schedule-phases.ts';

/** The next renewal as it would be if nothing changed until then; undefined when there will be none. */
export function upcomingInvoice(scene: Scene, subscription: StoredSubscription): StoredInvoice | undefined {
  if (isOver(subscription) || endsWithPeriod(subscription) || subscription.status === 'paused')
    return undefined;
  const { end } = periodOf(subscription);
  return rehearse(scene.store, () => {
    const then = sceneAt(scene, { testClock: scene.testClock, seconds: end });
    const draft = renew(then, subscription, beginPhase(then, subscription));
    const amounts = finalizeInvoice(then, draft);
    return asPreview(draft, amounts, end);
  });
}

/** What is due is known only when it is finalized; all else is as in the draft. */
export function asPreview(
  draft: StoredInvoice,
  open: StoredInvoice,
  nextAttempt: number | null,
): StoredInvoice {
  const { amount_due, ending_balance, starting_balance } = open;
  const due = { amount_due, amount_remaining: amount_due, ending_balance, starting_balance };
  const id = `upcoming_${draft.id}`;
  const lines = { ...draft.lines, data: draft.lines.data.map((line) => ({ ...line, invoice: id })) };
  return { ...draft, ...due, id, lines, next_payment_attempt: nextAttempt };
}

function endsWithPeriod(subscription: StoredSubscription): boolean {
  const { cancel_at, cancel_at_period_end } = subscription;
  return cancel_at_period_end || (cancel_at !== null && cancel_at <= periodOf(subscription).end);
}

const announced = notes<{ periodEnd: number }>('subscription.invoice_upcoming');

/** Some days before a renewal. Its object is the one that Stripe sends without an id. */
export function announceUpcoming(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  if (!subscription || !['active', 'trialing', 'past_due'].includes(subscription.status)) return;
  const { end } = periodOf(subscription);
  const noticeSeconds = billingSettings(scene.store).upcomingDays * DAY_SECONDS;
  if (end - scene.nowSeconds() > noticeSeconds || announced.read(scene.store, id)?.periodEnd === end) return;
  const invoice = upcomingInvoice(scene, subscription);
  if (!invoice) return;
  announced.write(scene.store, id, { periodEnd: end });
  const { id: _, ...preview } = invoice;
  emitWithoutId(scene, 'invoice.upcoming', preview);
}
