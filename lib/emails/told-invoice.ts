import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, ignored, parked } from '../events/outcome.ts';
import type { Table } from '../platform/table.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { readInvoice, subscriptionOf } from '../subscriptions/read-invoice.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';

/** A subscription's invoice that an event tells of, and whose it is. What it is over, Stripe is asked. */
export interface ToldInvoice {
  invoiceId: string;
  subscriptionId: string;
  userId: string;
  row: Subscription | undefined;
  /** How often its payment had been tried. */
  attempts: number;
}

type Read = { outcome: 'read'; told: ToldInvoice } | { outcome: 'nothing'; because: ConsumerOutcome };

const nothing = (because: ConsumerOutcome): Read => ({ outcome: 'nothing', because });
const tries = z.looseObject({ attempt_count: z.nullish(z.int()) });

export async function readToldInvoice(table: Table, { data }: StripeEvent): Promise<Read> {
  const read = readInvoice(data.object);
  if (!read) return nothing(parked('unreadable', 'The invoice has a shape that is not known'));
  const subscriptionId = subscriptionOf(read);
  if (!subscriptionId) return nothing(ignored('The invoice is for no subscription'));
  const found = await findSubscription(table, read.customer, subscriptionId);
  if (found.outcome === 'missing') return nothing(found.parked);
  const { user, row } = found;
  const attempts = z.safeParse(tries, data.object).data?.attempt_count ?? 0;
  const told = { invoiceId: read.id, subscriptionId, userId: user.userId, row, attempts };
  return { outcome: 'read', told };
}
