import { setAdmin } from '../../lib/admin/set-admin.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable, type Item, type Table } from '../../lib/platform/table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { type Person, type Product, startProduct } from './product.ts';

export interface KnownPerson extends Person {
  email: string;
  userId: string;
}

export interface AdminProduct {
  product: Product;
  table: Table;
  admin: KnownPerson;
  person(email: string): Promise<KnownPerson>;
  /** A purchase whose customer nobody knows, so that its event is parked at both consumers; `row` mends it. */
  parkedPurchase(email: string): Promise<{ someone: KnownPerson; eventId: string; row: Item }>;
  balanceOf(someone: Person): Promise<number>;
}

/** The whole product with an admin in it. */
export async function startAdminProduct(options?: Parameters<typeof startProduct>[0]): Promise<AdminProduct> {
  const product = await startProduct(options);
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside);

  async function person(email: string): Promise<KnownPerson> {
    const someone = await product.account(email);
    const { id: userId } = (await someone.call<{ id: string }>('GET', '/api/auth/user')).json;
    return { ...someone, email, userId };
  }

  async function parkedPurchase(email: string) {
    const someone = await person(email);
    // The customer's row is taken away while the event waits at Stripe.
    await product.simulator('/_sim/webhooks', { delayMs: 300 });
    await product.buy(someone, 25);
    const [customer] = (await product.stripe.customers.list({ email })).data;
    const row = await table.remove({ Key: keys.customer(customer?.id ?? '') });
    await product.settled();
    await product.simulator('/_sim/webhooks', {});
    const events = await product.stripe.events.list({ type: 'checkout.session.completed', limit: 1 });
    return { someone, eventId: events.data[0]?.id ?? '', row: row ?? {} };
  }

  const admin = await person('admin@example.com');
  await setAdmin(
    { table, outside: patientOutside },
    { who: 'operator:test' },
    { email: admin.email, isAdmin: true },
  );
  return {
    product,
    table,
    admin,
    person,
    parkedPurchase,
    balanceOf: async (someone) =>
      (await someone.call<{ balance: number }>('GET', '/api/billing/credits')).json.balance,
  };
}
