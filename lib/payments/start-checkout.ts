import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import type { RequestIdentity } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import { once } from '../platform/once.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CustomerDeps, withCustomer } from './customer.ts';
import { openHostedCheckout, pageOf, pageParameters } from './hosted-checkout.ts';
import { keepCheckoutSession, type NewOrder, type OrderDeps, placeOrder } from './order.ts';
import type { PaymentItem } from './payment-item.ts';
import { promotionCodeOf } from './promotion-code.ts';
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

function sessionParameters(
  order: PaymentItem,
  customer: string,
  page: Parameters<typeof pageParameters>[0],
): Stripe.Checkout.SessionCreateParams & { customer: string } {
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
    ...pageParameters(page),
  };
}

/** Opens a hosted checkout for what is paid once; answers its address. */
export async function startCheckout(deps: CheckoutDeps, user: UserItem, purchase: Purchase): Promise<string> {
  // Before anything is written: a switched-off Stripe, a wrong address or code must leave nothing behind.
  const stripe = await deps.stripe();
  const { buys, promotion_code, identity } = purchase;
  const urls = returnUrls(purchase, deps.catalog.return_paths.credits, deps.frontends);
  const now = deps.outside.clock.now();
  const promotionCode = await promotionCodeOf(stripe, promotion_code, now);
  const { userId } = user;
  const { currency } = deps.catalog;
  // One order, whichever customer it is for in the end.
  const place = once(() => placeOrder(deps, { userId, ...buys, currency }, identity));
  const session = await withCustomer(deps, user, async (customer) => {
    const order = await place();
    const opened = await openHostedCheckout(stripe, {
      key: `checkout-${order.paymentId}`,
      parameters: sessionParameters(order, customer, { urls, promotionCode }),
      mark: ['order_id', order.paymentId],
    });
    await keepCheckoutSession(deps, order, opened.id);
    deps.log.info('Checkout opened', { userId, orderId: order.paymentId, sessionId: opened.id });
    return opened;
  });
  return pageOf(session);
}
