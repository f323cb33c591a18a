import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

export type StoredPortalConfiguration = Omit<Stripe.BillingPortal.Configuration, 'metadata'> & {
  metadata: Record<string, string>;
};

type Features = StoredPortalConfiguration['features'];

export const portalConfigurations = collection<StoredPortalConfiguration>('billing_portal.configuration');

/** What a feature is before anybody has decided on it. */
export const noFeatures = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'interval_options' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    // Stripe tells them only when asked by `expand`; the simulator always does.
    products: [],
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
} satisfies Features;

export function newPortalConfiguration(
  scene: Scene,
  fields: Partial<StoredPortalConfiguration>,
): StoredPortalConfiguration {
  return {
    id: newId.portalConfiguration(),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: scene.nowSeconds(),
    default_return_url: null,
    features: noFeatures,
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: scene.nowSeconds(),
    ...fields,
  } satisfies StoredPortalConfiguration;
}
