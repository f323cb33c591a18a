import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { NotYet } from '../events/outcome.ts';
import { keys, ledgerPrefix } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

const outcome = z.object({ state: z.string() });
const grant = z.object({ creditsDelta: z.int() });

/** Throws `NotYet` until `grant-credits` has done with this very event: what it brings is there then. */
export async function waitForGrant(table: Table, { id }: StripeEvent): Promise<void> {
  const item = await table.get(keys.eventConsumer(id, 'grant-credits'));
  const state = item && outcome.parse(item).state;
  if (state !== 'done' && state !== 'ignored')
    throw new NotYet('The mail waits until the credits of the invoice are there');
}

/** The credits that an invoice has brought: its entries stand at its own time, or where the periods that it pays begin. */
export async function creditsOf(
  table: Table,
  userId: string,
  { invoiceId, times }: { invoiceId: string; times: string[] },
): Promise<number> {
  const sorted = times.toSorted();
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    FilterExpression: 'sourceId = :invoice AND creditsDelta > :zero',
    ExpressionAttributeValues: {
      ':pk': keys.user(userId).pk,
      ':first': ledgerPrefix + sorted[0],
      // A `~` comes after every character of a cause.
      ':last': `${ledgerPrefix}${sorted.at(-1)}#~`,
      ':invoice': invoiceId,
      ':zero': 0,
    },
  });
  return items.reduce((sum, item) => sum + grant.parse(item).creditsDelta, 0);
}
