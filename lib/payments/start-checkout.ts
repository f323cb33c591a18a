import type Stripe from 'stripe';
import type * as z from 'zod/mini';
import type { Catalog } from '../contract/catalog.ts';
import { creditsPriceCents } from '../contract/credit-price.ts';
import { AppError } from '../contract/errors.ts';
import type { buyCredits } from '../contract/payment-routes.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CustomerDeps, ensureCustomer } from './customer.ts';
import { keepCheckoutSession, type OrderDeps, placeOrder } from './order.ts';
import type { PaymentItem } from './payment-item.ts';
import { returnUrl, sessionIdPlaceholder } from './return-url.ts';

export interface CheckoutDeps extends CustomerDeps, OrderDeps {
  catalog: Catalog;
  frontends: readonly string[];
  log: Log;
}

type BuyCredits = z.output<typeof buyCredits>;

const route = 'create-one-time-payment';

/** "1 credit", "25 credits". */
function creditsText(credits: number, { name, plural }: Catalog['unit']): string {
  return `${credits} ${credits === 1 ? name : plural}`;
}

function sessionParameters(
  order: PaymentItem,
  customer: string,
  urls: { success: string; cancel: string },
): Stripe.Checkout.SessionCreateParams {
  // So that consumers find customer and order with one look.
  const metadata = { order_id: order.paymentId, user_id: order.userId };
  return {
    mode: 'payment',
    customer,
    client_reference_id: order.paymentId,
    metadata,
    // A session's metadata is not copied to its payment, where staff look for it.
    payment_intent_data: { metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: order.currency,
          unit_amount: order.amountCents,
          product_data: { name: order.description },
        },
      },
    ],
    allow_promotion_codes: true,
    success_url: urls.success,
    cancel_url: urls.cancel,
  };
}

/** Opens a hosted checkout for credits at the catalog's price; answers its address. */
export async function startCheckout(
  deps: CheckoutDeps,
  user: UserItem,
  request: BuyCredits,
  idempotencyKey: string | undefined,
): Promise<string> {
  // Before anything is written: a switched-off Stripe, a wrong address or key must leave nothing behind.
  const stripe = await deps.stripe();
  const { credits, success_url, cancel_url } = request;
  const identity = requestIdentity(route, idempotencyKey, [credits, success_url, cancel_url]);
  const urls = {
    success: returnUrl(success_url, `/payment/success?session_id=${sessionIdPlaceholder}`, deps.frontends),
    cancel: returnUrl(cancel_url, '/payment/cancel', deps.frontends),
  };
  const { catalog } = deps;
  const customer = await ensureCustomer(deps, user);
  const order = await placeOrder(
    deps,
    {
      userId: user.userId,
      credits,
      description: creditsText(credits, catalog.unit),
      amountCents: creditsPriceCents(credits, catalog.credit),
      currency: catalog.currency,
    },
    identity,
  );
  const session = await orUpstreamFailure(() =>
    stripe.checkout.sessions.create(sessionParameters(order, customer, urls), {
      idempotencyKey: `checkout-${order.paymentId}`,
    }),
  );
  await keepCheckoutSession(deps, order, session.id);
  const { userId, paymentId } = order;
  deps.log.info('Checkout opened', { userId, orderId: paymentId, sessionId: session.id });
  if (!session.url)
    throw new AppError('upstream_failed', 'Stripe opened no checkout page. Nothing was charged.');
  return session.url;
}
