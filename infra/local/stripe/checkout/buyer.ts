import { emit } from '../events.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import { customers, newCustomer, type StoredCustomer } from '../objects/customer.ts';
import type { Scene } from '../world.ts';

export interface TypedBuyer {
  email: string | undefined;
  name: string | undefined;
}

/** Writes who is buying on the session, and makes the customer where the session asked for one. */
export function recordBuyer(scene: Scene, session: StoredSession, typed: TypedBuyer): StoredSession {
  const email = knownEmail(session) ?? typed.email ?? session.customer_details?.email ?? null;
  const name = typed.name ?? session.customer_details?.name ?? null;
  const customer = session.customer ?? madeCustomer(scene, session, { email, name });
  return sessions.replace(scene.store, {
    ...session,
    customer,
    customer_details: detailsOf({ email, name }),
  });
}

function madeCustomer(
  scene: Scene,
  session: StoredSession,
  fields: Pick<StoredCustomer, 'email' | 'name'>,
): string | null {
  if (session.customer_creation !== 'always') return null;
  const customer = newCustomer(scene, fields);
  customers.insert(scene.store, customer);
  emit(scene, 'customer.created', { object: customer });
  return customer.id;
}

/** The address the shop gave, which the buyer cannot change; what a guest typed before a decline may be mended. */
export function knownEmail({ customer, customer_email, customer_details }: StoredSession): string | null {
  return customer === null && customer_email === null ? null : (customer_details?.email ?? null);
}

/** Known before the buyer comes when the session has a customer or an address; else only afterwards. */
export function detailsOf({ email, name }: { email: string | null; name?: string | null }) {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: name ?? null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  } satisfies StoredSession['customer_details'];
}

export function billingOf(session: StoredSession) {
  const { email = null, name = null } = session.customer_details ?? {};
  return { address: null, email, name, phone: null, tax_id: null };
}
