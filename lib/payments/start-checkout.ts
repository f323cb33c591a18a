import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import type { RequestIdentity } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { once } from '../platform/once.ts';
import { onceAtStripe } from '../platform/once-at-stripe.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CustomerDeps, withCustomer } from './customer.ts';
import { keepCheckoutSession, type NewOrder, type OrderDeps, placeOrder } from './order.ts';
import type { PaymentItem } from './payment-item.ts';
import { findPromotionCode, orCodeRefused } from './promotion-code.ts';
import { returnUrls } from './return-url.ts';

export interface CheckoutDeps extends CustomerDeps, OrderDeps {
  catalog: Catalog;
  frontends: readonly string[];
  log: Log;
}

export interface Purchase {
  /** Of what is bought, at the catalog's price. */
  buys: Pick<NewOrder, 'credits' | 'description' | 'amountCents'>;
  success_url: string | undefined;
  cancel_url: string | undefined;
  promotion_code: string | undefined;
  identity: RequestIdentity | undefined;
}

interface SessionParts {
  urls: { success: string; cancel: string };
  promotionCode: Stripe.PromotionCode | undefined;
}

function sessionParameters(
  order: PaymentItem,
  customer: string,
  { urls, promotionCode }: SessionParts,
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
    ...(promotionCode
      ? { discounts: [{ promotion_code: promotionCode.id }] }
      : { allow_promotion_codes: true }),
    success_url: urls.success,
    cancel_url: urls.cancel,
  };
}

function openSession(
  { checkout }: Stripe,
  order: PaymentItem,
  parameters: Stripe.Checkout.SessionCreateParams & { customer: string },
): Promise<Stripe.Checkout.Session> {
  const { sessions } = checkout;
  return orCodeRefused(() =>
    onceAtStripe({
      key: `checkout-${order.paymentId}`,
      make: (call) => sessions.create(parameters, call),
      find: async () => {
        const { data } = await sessions.list({ customer: parameters.customer, limit: 100 });
        return data.find(({ metadata }) => metadata?.order_id === order.paymentId);
      },
    }),
  );
}

/** Opens a hosted checkout for what is paid once; answers its address. */
export async function startCheckout(deps: CheckoutDeps, user: UserItem, purchase: Purchase): Promise<string> {
  // Before anything is written: a switched-off Stripe, a wrong address or code must leave nothing behind.
  const stripe = await deps.stripe();
  const { buys, promotion_code, identity } = purchase;
  const urls = returnUrls(purchase, deps.catalog.return_paths.credits, deps.frontends);
  const now = deps.outside.clock.now();
  const promotionCode =
    promotion_code === undefined
      ? undefined
      : await orUpstreamFailure(() => findPromotionCode(stripe, promotion_code, now));
  const { userId } = user;
  const { currency } = deps.catalog;
  // One order, whichever customer it is for in the end.
  const place = once(() => placeOrder(deps, { userId, ...buys, currency }, identity));
  const session = await withCustomer(deps, user, async (customer) => {
    const order = await place();
    const parameters = { ...sessionParameters(order, customer, { urls, promotionCode }), customer };
    const opened = await openSession(stripe, order, parameters);
    await keepCheckoutSession(deps, order, opened.id);
    deps.log.info('Checkout opened', { userId, orderId: order.paymentId, sessionId: opened.id });
    return opened;
  });
  if (!session.url)
    throw new AppError('upstream_failed', 'Stripe opened no checkout page. Nothing was charged.');
  return session.url;
}
