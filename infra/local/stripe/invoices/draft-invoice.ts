import { activeDiscounts } from '../billing/active-discounts.ts';
import type { Period } from '../billing/periods.ts';
import { emit } from '../events.ts';
import { newId } from '../ids.ts';
import type { StoredCustomer } from '../objects/customer.ts';
import { invoices, newInvoice, type StoredInvoice } from '../objects/invoice.ts';
import { firstLines, invoiceLines, type LineFields } from '../objects/invoice-line.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { discountedLines, totalsOf } from './total.ts';

interface DraftPlan {
  /** Given where it is known before, as on a subscription that names its first invoice. */
  id?: string;
  customer: StoredCustomer;
  subscription: StoredSubscription | null;
  reason: StoredInvoice['billing_reason'];
  /** What has been used since the invoice before; it is not what the lines are for. */
  period: Period;
  currency: string;
  lines: LineFields[];
  fields?: Partial<StoredInvoice>;
}

export function draftInvoice(scene: Scene, plan: DraftPlan): StoredInvoice {
  const { id = newId.invoice(), customer, subscription, period } = plan;
  const lines = discountedLines(id, plan.lines, activeDiscounts(scene, subscription?.discounts ?? []));
  const draft = newInvoice(scene, customer, {
    id,
    ...totalsOf(lines),
    billing_reason: plan.reason,
    currency: plan.currency,
    default_payment_method: null,
    discounts: subscription?.discounts ?? [],
    lines: firstLines(id, lines),
    parent: subscription && parentOf(subscription),
    period_end: period.end,
    period_start: period.start,
    ...plan.fields,
  });
  invoices.insert(scene.store, draft);
  for (const line of lines) invoiceLines.insert(scene.store, line, id);
  emit(scene, 'invoice.created', { object: draft });
  return draft;
}

function parentOf({ id, metadata }: StoredSubscription): StoredInvoice['parent'] {
  return {
    quote_details: null,
    subscription_details: { metadata, subscription: id },
    type: 'subscription_details',
  };
}
