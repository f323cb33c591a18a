import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, ignored } from '../events/outcome.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { mailPaidInvoice } from './mail-paid-invoice.ts';
import { mailUnpaidInvoice } from './mail-unpaid-invoice.ts';
import { readToldInvoice } from './told-invoice.ts';

const paidTypes = ['invoice.paid', 'invoice.payment_succeeded'];

/** The mail that an `invoice.*` event is due: a receipt or the start of a trial, or that a payment is wanting. */
export async function mailInvoice(deps: EventMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const read = await readToldInvoice(deps.table, event);
  if (read.outcome === 'nothing') return read.because;
  const { told } = read;
  if (told.row?.duplicateOf)
    return ignored('Of a duplicate only its end is told, with what became of the money');
  return paidTypes.includes(event.type)
    ? mailPaidInvoice(deps, event, told)
    : mailUnpaidInvoice(deps, event, told);
}
