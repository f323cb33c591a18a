import type { StripeEvent } from '../../lib/contract/stripe-events.ts';

let made = 0;

/** A Stripe snapshot event about a checkout session, as the webhook forwards it. */
export function checkoutEvent(
  type: string,
  session: { id: string; customer: string | null } & Record<string, unknown>,
  overrides: Partial<StripeEvent> = {},
): StripeEvent {
  made += 1;
  return {
    id: `evt_test_${made}`,
    object: 'event',
    type: `checkout.session.${type}`,
    api_version: '2026-10-28.endive',
    created: 1_790_000_000,
    livemode: false,
    pending_webhooks: 1,
    request: null,
    data: {
      object: {
        object: 'checkout.session',
        mode: 'payment',
        status: 'complete',
        payment_status: 'paid',
        created: 1_789_999_990,
        currency: 'usd',
        amount_subtotal: 500,
        amount_total: 500,
        client_reference_id: null,
        metadata: {},
        ...session,
      },
    },
    ...overrides,
  };
}
