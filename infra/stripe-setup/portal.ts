import type Stripe from 'stripe';
import { listLimit, type SetupDeps } from './products.ts';
import { says } from './says.ts';

/** A plan's product with its prices; a price that a dry run would make has no id yet. */
export interface OfferedPlan {
  product: string;
  prices: (string | undefined)[];
}

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

/**
 * Plans change as `change-plan` changes them: up at once and paid at once, down at the period's end. Only a trial ends
 * with any change made here, as it does by `change-plan` for a plan without one: Stripe knows one rule for all plans,
 * and going on would give such a plan away for the days that are left.
 */
function subscriptionUpdate(plans: OfferedPlan[]): Features['subscription_update'] {
  if (plans.length === 0) return { enabled: false };
  return {
    enabled: true,
    default_allowed_updates: ['price'],
    products: plans.map(({ product, prices }) => ({
      product,
      prices: prices.filter((price) => price !== undefined),
    })),
    proration_behavior: 'always_invoice',
    trial_update_behavior: 'end_trial',
    schedule_at_period_end: {
      conditions: [{ type: 'decreasing_item_amount' }, { type: 'shortening_interval' }],
    },
  };
}

const featuresFor = (plans: OfferedPlan[]) =>
  ({
    // The account's address is what people sign in with; Stripe's copy must not drift from it.
    customer_update: { enabled: false },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
    subscription_update: subscriptionUpdate(plans),
  }) satisfies Features;

async function find(stripe: Stripe, owner: string): Promise<Stripe.BillingPortal.Configuration | undefined> {
  const expand = ['data.features.subscription_update.products'];
  const all = await stripe.billingPortal.configurations
    .list({ active: true, limit: 100, expand })
    .autoPagingToArray({ limit: listLimit });
  return all.find(({ metadata }) => metadata?.cue_stage === owner);
}

/** What people may do on Stripe's portal pages: the catalog's plans and no others. Answers the configuration's id. */
export async function ensurePortal(
  { stripe, progress }: SetupDeps,
  { owner, returnUrl, plans }: { owner: string; returnUrl: string; plans: OfferedPlan[] },
): Promise<string | undefined> {
  const { configurations } = stripe.billingPortal;
  const what = `portal    back to ${returnUrl}`;
  const wanted = { default_return_url: returnUrl, features: featuresFor(plans) };
  const found = await find(stripe, owner);
  const metadata = { cue_stage: owner };
  if (!found) {
    const made = await progress.change(what, 'made', () =>
      configurations.create({ ...wanted, name: `Cue, stage ${owner}`, metadata }),
    );
    return made?.id;
  }
  if (says(found, wanted)) progress.unchanged(what);
  else await progress.change(what, 'changed', () => configurations.update(found.id, wanted));
  return found.id;
}
