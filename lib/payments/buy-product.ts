import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import type { OpenCheckout } from '../contract/subscription-routes.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CheckoutDeps, startCheckout } from './start-checkout.ts';

function productOf(
  { products }: Catalog,
  { product_name, amount }: OpenCheckout,
): Catalog['products'][number] {
  const product =
    product_name === undefined ? products[0] : products.find(({ name }) => name === product_name);
  if (!product)
    throw new AppError(
      'invalid_request',
      product_name === undefined ? 'Choose a plan: there is nothing else to buy' : 'Unknown product',
    );
  if (amount !== undefined && amount !== product.amount) {
    const message = 'The price is set by Cue, not by the client';
    throw new AppError('invalid_field', message, { fields: [{ path: 'amount', message }] });
  }
  return product;
}

/** Opens a hosted checkout for one of the catalog's one-off products; answers its address. */
export async function buyProduct(
  deps: CheckoutDeps,
  user: UserItem,
  request: OpenCheckout,
  idempotencyKey: string | undefined,
): Promise<string> {
  const { name, amount, credits } = productOf(deps.catalog, request);
  const { success_url, cancel_url, promotion_code } = request;
  const asked = [name, success_url, cancel_url, promotion_code];
  return startCheckout(deps, user, {
    buys: { credits, description: name, amountCents: amount },
    success_url,
    cancel_url,
    promotion_code,
    identity: requestIdentity('create-checkout-session', idempotencyKey, asked),
  });
}
