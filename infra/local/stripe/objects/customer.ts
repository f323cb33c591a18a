import type Stripe from 'stripe';
import { newId, randomText } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

/** As it is stored: always there in full, never with a `deleted` of its own. */
export type StoredCustomer = Omit<Stripe.Customer, 'deleted'>;

export const customers = collection<StoredCustomer | Stripe.DeletedCustomer>('customer');

export function newCustomer(scene: Scene, fields: Partial<StoredCustomer>): StoredCustomer {
  return {
    id: newId.customer(),
    object: 'customer',
    address: null,
    balance: 0,
    created: scene.nowSeconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...fields,
  } satisfies StoredCustomer;
}

/** All that is left of a customer, for ever. */
export function deletedCustomer(id: string): Stripe.DeletedCustomer {
  return { id, object: 'customer', deleted: true };
}
