import type Stripe from 'stripe';
import { newId, randomText } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredSetupIntent = Omit<Stripe.SetupIntent, 'customer' | 'payment_method'> & {
  customer: string | null;
  payment_method: string | null;
};

export const setupIntents = collection<StoredSetupIntent>('setup_intent');

export function newSetupIntent(scene: Scene, fields: Partial<StoredSetupIntent>): StoredSetupIntent {
  const id = newId.setupIntent();
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: scene.nowSeconds(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
    ...fields,
  } satisfies StoredSetupIntent;
}
