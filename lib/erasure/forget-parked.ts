import { parkedRows } from '../events/parked-events.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

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

/** Whether it names a customer whose account was deleted. */
async function isOfErased(table: Table, payload: string): Promise<boolean> {
  const customerIds = new Set([...payload.matchAll(/"(cus_\w+)"/g)].map(([, id = '']) => id));
  for (const customerId of customerIds) {
    const customer = await table.get(keys.customer(customerId));
    if (customer?.erasedAt !== undefined) return true;
  }
  return false;
}

/**
 * Parked events of people who are gone keep the ids by which they can be put back, and not who it was. Also what was
 * parked long after: a payment that came late and could not be given back, say.
 */
export async function forgetParked(table: Table): Promise<void> {
  for await (const row of parkedRows(table)) {
    if (row.outcome === 'unreadable') continue;
    const { eventId, consumer, payload } = row.event;
    const forgotten = withoutPerson(payload);
    if (forgotten === payload || !(await isOfErased(table, payload))) continue;
    await table.update({
      Key: keys.eventConsumer(eventId, consumer),
      UpdateExpression: 'SET payload = :forgotten',
      ConditionExpression: 'payload = :payload',
      ExpressionAttributeValues: { ':forgotten': forgotten, ':payload': payload },
    });
  }
}
