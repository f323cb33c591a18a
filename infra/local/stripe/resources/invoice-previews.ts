import { invalidRequest } from '../errors.ts';
import { existing, type Resource, referenced } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { invoices, noTransitions, type StoredInvoice } from '../objects/invoice.ts';
import { isOver, type StoredSubscription, subscriptions } from '../objects/subscription.ts';
import { clearable, flag, integer, notSimulated, required, text } from '../parameters/checks.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { rehearse } from '../store/rehearse.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { currentSubscription } from '../subscriptions/change.ts';
import { changeFromRequest } from '../subscriptions/change-request.ts';
import {
  anchorParameter,
  changedItemsParameter,
  nowOrSecond,
  prorationBehavior,
} from '../subscriptions/subscription-parameters.ts';
import { asPreview, upcomingInvoice } from '../subscriptions/upcoming.ts';
import type { Scene } from '../world.ts';

const details = {
  billing_cycle_anchor: anchorParameter,
  cancel_at: clearable(integer({ minimum: 0 })),
  cancel_at_period_end: flag(),
  cancel_now: flag(),
  items: changedItemsParameter,
  proration_behavior: prorationBehavior,
  proration_date: integer({ minimum: 0 }),
  trial_end: nowOrSecond(),
  ...notSimulated(['billing_mode', 'billing_schedules', 'default_tax_rates', 'metadata', 'pause']),
  ...notSimulated(['resume_at', 'start_date']),
};

type Details = Values<typeof details>;

/** The change is really made, with its invoice, and all of it undone: a preview can never differ from what comes. */
const preview = route({
  method: 'POST',
  path: '/v1/invoices/create_preview',
  parameters: {
    customer: text(),
    subscription: required(text()),
    subscription_details: shape(details),
    ...notSimulated(['automatic_tax', 'currency', 'customer_account', 'customer_details', 'discounts']),
    ...notSimulated(['invoice_items', 'issuer', 'on_behalf_of', 'preview_mode', 'schedule']),
    ...notSimulated(['schedule_details']),
  },
  handle({ scene, values }) {
    const subscription = referenced(scene, subscriptions, { id: values.subscription, param: 'subscription' });
    if (isOver(subscription)) throw nothingToPreview();
    return rehearse(scene.store, () => previewOf(scene, subscription, values.subscription_details ?? {}));
  },
});

function previewOf(scene: Scene, before: StoredSubscription, asked: Details): StoredInvoice {
  const { cancel_now, ...change } = asked;
  const after = cancel_now
    ? cancelSubscription(scene, before, { invoiceNow: true, prorate: change.proration_behavior !== 'none' })
    : changeFromRequest(scene, before, { ...change, payment_behavior: 'default_incomplete' });
  const made = currentSubscription(scene, after).latest_invoice;
  if (made !== null && made !== before.latest_invoice) return immediateInvoice(scene, made);
  const upcoming = upcomingInvoice(scene, after);
  if (!upcoming) throw nothingToPreview();
  return upcoming;
}

/** As a draft, with what would be due at once. */
function immediateInvoice(scene: Scene, id: string): StoredInvoice {
  const open = existing(scene, invoices, id);
  const draft: StoredInvoice = {
    ...open,
    amount_paid: 0,
    attempted: false,
    attempt_count: 0,
    hosted_invoice_url: null,
    invoice_pdf: null,
    number: null,
    status: 'draft',
    status_transitions: noTransitions,
  };
  return asPreview(draft, open, scene.nowSeconds());
}

function nothingToPreview() {
  return invalidRequest('No upcoming invoices for this subscription.', { code: 'invoice_upcoming_none' });
}

export const invoicePreviewResource: Resource = { routes: [preview] };
