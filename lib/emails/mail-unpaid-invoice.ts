import type Stripe from 'stripe';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, done, ignored } from '../events/outcome.ts';
import { freePlan } from '../plans/catalog.ts';
import { rowThatStillShows } from '../subscriptions/look.ts';
import { planOfRow } from '../subscriptions/plan-of-row.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { confirmationNeeded, renewalFailed, type UnpaidFacts } from './invoice-mails.ts';
import { sendOnce } from './send-once.ts';
import type { ToldInvoice } from './told-invoice.ts';

interface Unpaid {
  invoice: Stripe.Invoice;
  /** The payment that was tried last, if there is one. */
  intent: Stripe.PaymentIntent | undefined;
}

async function fetchUnpaid(stripe: Stripe, invoiceId: string): Promise<Unpaid> {
  const expand = ['payments.data.payment.payment_intent'];
  const invoice = await stripe.invoices.retrieve(invoiceId, { expand });
  const intents = (invoice.payments?.data ?? []).map(({ payment }) => payment.payment_intent);
  const intent = intents.find((one) => typeof one === 'object');
  return { invoice, intent };
}

/** Why nothing is said: of an invoice only what stands, and a question of the bank by its own event. */
function reasonForSilence(
  { type }: StripeEvent,
  { attempts }: ToldInvoice,
  { invoice, intent }: Unpaid,
): string | undefined {
  const { id, status, attempt_count } = invoice;
  if (status !== 'open') return `${id} is ${status} by now`;
  if (type === 'invoice.payment_action_required') return undefined;
  if (attempt_count > attempts) return `${id} has been tried again since`;
  return intent?.status === 'requires_action'
    ? `${id} waits for the bank's question, told by itself`
    : undefined;
}

function factsOf(deps: EventMailDeps, row: Subscription, invoice: Stripe.Invoice): UnpaidFacts {
  const { catalog, site } = deps;
  const { plan: planNow, graceUntil } = standingOf(catalog, row, deps.outside.clock.now());
  return { invoice, plan: planOfRow(catalog, row), planNow, free: freePlan(catalog), graceUntil, site };
}

/**
 * The mail that an invoice is due whose payment failed or waits for its bank, if the plan hangs on it. What somebody
 * does on the page, a first payment or an upgrade, is answered there: it leaves nothing past due. Nor is anything said
 * of a plan that has ended at Stripe by now, also where its row is behind: paying would not bring it back.
 */
export async function mailUnpaidInvoice(
  deps: EventMailDeps,
  event: StripeEvent,
  told: ToldInvoice,
): Promise<ConsumerOutcome> {
  const { invoiceId, subscriptionId, userId, attempts } = told;
  const unpaid = await fetchUnpaid(await deps.stripe(), invoiceId);
  const silence = reasonForSilence(event, told, unpaid);
  if (silence) return ignored(silence);
  const row = await rowThatStillShows(
    deps,
    { row: told.row, subscriptionId },
    ({ status }) => status === 'past_due' || status === 'unpaid',
  );
  if (!row) return ignored(`${subscriptionId} does not hang on ${invoiceId}`);
  const facts = factsOf(deps, row, unpaid.invoice);
  const isQuestion = event.type === 'invoice.payment_action_required';
  const content = isQuestion
    ? confirmationNeeded(facts)
    : renewalFailed(facts, unpaid.intent?.last_payment_error?.message);
  const cause = isQuestion
    ? { userId, template: 'confirmation-needed', cause: invoiceId }
    : { userId, template: 'renewal-failed', cause: `${invoiceId}:${attempts}` };
  return done(`Mail ${cause.template} of ${cause.cause} ${await sendOnce(deps, cause, content)}`);
}
