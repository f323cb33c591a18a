import { parkedRows } from '../events/parked-events.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import type { Erasure } from './erasure-item.ts';

/** Stripe's names of what tells who somebody is. Nothing that a consumer reads is among them. */
const personal = new Set([
  ...[
    'email',
    'name',
    'phone',
    'address',
    'shipping',
    'billing_details',
    'customer_details',
    'receipt_email',
  ],
  ...['customer_email', 'customer_name', 'customer_phone', 'customer_address', 'customer_shipping'],
  ...['individual_name', 'business_name', 'collected_information', 'hosted_invoice_url', 'invoice_pdf'],
]);

const withoutPerson = (payload: string): string =>
  JSON.stringify(JSON.parse(payload, (name, value: unknown) => (personal.has(name) ? null : value)));

/** Parked events of the person keep the ids by which they can be put back, and not who it was. */
export async function forgetParked(table: Table, { customerIds }: Erasure): Promise<void> {
  if (customerIds.length === 0) return;
  for await (const row of parkedRows(table)) {
    if (row.outcome === 'unreadable') continue;
    const { eventId, consumer, payload } = row.event;
    if (!customerIds.some((customerId) => payload.includes(`"${customerId}"`))) continue;
    await table.update({
      Key: keys.eventConsumer(eventId, consumer),
      UpdateExpression: 'SET payload = :forgotten',
      ConditionExpression: 'payload = :payload',
      ExpressionAttributeValues: { ':forgotten': withoutPerson(payload), ':payload': payload },
    });
  }
}
