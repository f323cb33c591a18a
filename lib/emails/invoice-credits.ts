import * as z from 'zod/mini';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { NotYet, type Parked, parked } from '../events/outcome.ts';
import { keys, ledgerPrefix } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

const outcome = z.object({ state: z.string(), words: z.string() });
const granted = z.object({ creditsDelta: z.int() });

/**
 * Undefined once `grant-credits` has done with this very event: what it brings is there then. Throws `NotYet` before.
 * Where that parked it, waiting does not mend it. A mail that was parked before was put back together with its grant:
 * it waits for what becomes of that now.
 */
export async function waitForGrant(table: Table, { id }: StripeEvent): Promise<Parked | undefined> {
  const consumers = ['grant-credits', 'send-email'];
  const [item, before] = await table.getAll(consumers.map((name) => keys.eventConsumer(id, name)));
  const grant = item && outcome.parse(item);
  if (grant?.state === 'done' || grant?.state === 'ignored') return undefined;
  const wasPutBack = before !== undefined && before.state !== 'failing';
  if (grant?.state === 'parked' && !wasPutBack)
    return parked('partner_missing', `Its credits are parked: ${grant.words}`);
  throw new NotYet('The mail waits until the credits of the invoice are there');
}

/** Whether `grant-credits` left this very event alone: of a trial, because nobody had confirmed a card for it. */
export async function isGrantIgnored(table: Table, { id }: StripeEvent): Promise<boolean> {
  const item = await table.get(keys.eventConsumer(id, 'grant-credits'));
  return item !== undefined && outcome.parse(item).state === 'ignored';
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
  return items.reduce((sum, item) => sum + granted.parse(item).creditsDelta, 0);
}
