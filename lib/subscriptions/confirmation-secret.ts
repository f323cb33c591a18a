import type Stripe from 'stripe';
import { onceAtStripe } from '../platform/once-at-stripe.ts';

/** What Stripe Elements confirms: a payment, or a card for later when nothing has to be paid now. */
export interface ConfirmationSecret {
  client_secret: string;
  intent: 'payment' | 'setup';
}

const expand = ['latest_invoice.confirmation_secret', 'pending_setup_intent'];

/** Stripe makes none of its own where the customer has a card already. */
async function setupSecretFor(stripe: Stripe, customer: string, subscriptionId: string): Promise<string> {
  const { setupIntents } = stripe;
  const { client_secret } = await onceAtStripe<Stripe.SetupIntent>({
    key: `setup-${subscriptionId}`,
    make: (call) =>
      setupIntents.create(
        { customer, usage: 'off_session', metadata: { subscription_id: subscriptionId } },
        call,
      ),
    find: async () => {
      const { data } = await setupIntents.list({ customer, limit: 100 });
      return data.find(({ metadata }) => metadata?.subscription_id === subscriptionId);
    },
  });
  if (!client_secret) throw new Error(`Stripe told no secret of the setup intent for ${subscriptionId}`);
  return client_secret;
}

/** Of the first invoice while it waits for its payment, else of a setup intent. */
export async function confirmationSecretOf(
  stripe: Stripe,
  customer: string,
  subscriptionId: string,
): Promise<ConfirmationSecret> {
  const told = await stripe.subscriptions.retrieve(subscriptionId, { expand });
  const { status, latest_invoice: invoice, pending_setup_intent: setup } = told;
  const paying = typeof invoice === 'object' ? invoice?.confirmation_secret : undefined;
  if (status === 'incomplete' && paying) return { client_secret: paying.client_secret, intent: 'payment' };
  const kept = typeof setup === 'object' ? setup?.client_secret : undefined;
  return {
    client_secret: kept ?? (await setupSecretFor(stripe, customer, subscriptionId)),
    intent: 'setup',
  };
}
