import type Stripe from 'stripe';
import { isFinal } from './subscription-item.ts';

/** What of a subscription at Stripe tells it, expanded or not. */
interface Told {
  status: string;
  trial_start?: number | null | undefined;
  pending_setup_intent?: unknown;
  default_payment_method?: unknown;
  customer: string | { id: string };
  metadata?: Record<string, string> | null | undefined;
}

async function hasDefault({ customers }: Stripe, { customer }: Told): Promise<boolean> {
  const found = await customers.retrieve(typeof customer === 'string' ? customer : customer.id);
  return !found.deleted && found.invoice_settings.default_payment_method !== null;
}

/**
 * Whether it is a trial for which nobody has confirmed a card: Stripe calls such a one `trialing` from the moment that
 * it is made. Of one that is over Stripe may have forgotten the setup intent; only those that a client was to confirm
 * are marked with what was asked for.
 */
export async function lacksCard(stripe: Stripe, told: Told): Promise<boolean> {
  const { status, trial_start, pending_setup_intent, default_payment_method, metadata } = told;
  if (!trial_start || default_payment_method) return false;
  const isOpen = Boolean(pending_setup_intent);
  const isUnconfirmed =
    status === 'trialing' ? isOpen : isFinal({ status }) && (isOpen || metadata?.asked_for !== undefined);
  return isUnconfirmed && !(await hasDefault(stripe, told));
}
