import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { Page } from '../contract/fields.ts';
import type { Invoice } from '../contract/subscription-routes.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import type { CursorSeal } from '../platform/cursor.ts';
import { isMissingAtStripe, orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { readPlanLines } from './read-invoice.ts';

export interface InvoicesDeps {
  stripe(): Promise<Stripe>;
  stripeEnabled: boolean;
  cursors: CursorSeal;
}

interface InvoiceList {
  invoices: Invoice[];
  next_cursor: string | null;
}

const position = z.object({ after: z.string() });
const nothing: InvoiceList = { invoices: [], next_cursor: null };

/**
 * What the invoice is for. Its own `period_start` and `period_end` tell when its items came together, not the service:
 * that stands on its lines. Whole periods count before the parts that a change of plan left.
 */
function servicePeriod({ lines, period_start, period_end }: Stripe.Invoice): { start: number; end: number } {
  const forPlans = readPlanLines(lines.data) ?? [];
  const whole = forPlans.filter(({ isProration }) => !isProration);
  const told = whole.length > 0 ? whole : forPlans;
  if (told.length === 0) return { start: period_start, end: period_end };
  return {
    start: Math.min(...told.map(({ startsAt }) => startsAt)),
    end: Math.max(...told.map(({ endsAt }) => endsAt)),
  };
}

function invoiceAnswer(invoice: Stripe.Invoice & { id: string }): Invoice {
  const { start, end } = servicePeriod(invoice);
  return {
    id: invoice.id,
    number: invoice.number,
    status: invoice.status ?? 'open',
    amount_due: invoice.amount_due,
    amount_paid: invoice.amount_paid,
    currency: invoice.currency,
    created_at: isoFromEpochSeconds(invoice.created),
    period_start: isoFromEpochSeconds(start),
    period_end: isoFromEpochSeconds(end),
    hosted_invoice_url: invoice.hosted_invoice_url ?? null,
    invoice_pdf: invoice.invoice_pdf ?? null,
  };
}

/** A draft is not for anyone's eyes yet: its amounts may change, and it has no page. */
const isShown = (invoice: Stripe.Invoice): invoice is Stripe.Invoice & { id: string } =>
  invoice.id !== undefined && invoice.status !== 'draft';

async function pageAtStripe(
  stripe: Stripe,
  params: Stripe.InvoiceListParams,
): Promise<Stripe.ApiList<Stripe.Invoice> | undefined> {
  try {
    return await stripe.invoices.list(params);
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

/**
 * A person's invoices as Stripe has them, newest first. A page may hold fewer than asked for while a draft is on it;
 * the cursor tells whether there are more.
 */
export async function listInvoices(
  { stripe, stripeEnabled, cursors }: InvoicesDeps,
  { userId, stripeCustomerId }: UserItem,
  { limit, cursor }: Page,
): Promise<InvoiceList> {
  const after =
    cursor === undefined ? undefined : position.parse(cursors.open('invoices', userId, cursor)).after;
  if (!stripeEnabled || !stripeCustomerId) return nothing;
  const client = await stripe();
  const page = await orUpstreamFailure(() =>
    pageAtStripe(client, {
      customer: stripeCustomerId,
      limit,
      ...(after === undefined ? {} : { starting_after: after }),
    }),
  );
  if (!page) return nothing;
  const last = page.data.at(-1)?.id;
  return {
    invoices: page.data.filter(isShown).map(invoiceAnswer),
    next_cursor: page.has_more && last ? cursors.seal('invoices', userId, { after: last }) : null,
  };
}
