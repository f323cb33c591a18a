import type * as z from 'zod/mini';
import type { Catalog } from '../contract/catalog.ts';
import { creditsPriceCents } from '../contract/credit-price.ts';
import type { buyCredits as creditsBody } from '../contract/payment-routes.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CheckoutDeps, startCheckout } from './start-checkout.ts';

/** "1 credit", "25 credits". */
function creditsText(credits: number, { name, plural }: Catalog['unit']): string {
  return `${credits} ${credits === 1 ? name : plural}`;
}

/** Opens a hosted checkout for credits at the catalog's price; answers its address. */
export function buyCredits(
  deps: CheckoutDeps,
  user: UserItem,
  { credits, success_url, cancel_url }: z.output<typeof creditsBody>,
  idempotencyKey: string | undefined,
): Promise<string> {
  const { unit, credit } = deps.catalog;
  return startCheckout(deps, user, {
    buys: {
      credits,
      description: creditsText(credits, unit),
      amountCents: creditsPriceCents(credits, credit),
    },
    success_url,
    cancel_url,
    promotion_code: undefined,
    identity: requestIdentity('create-one-time-payment', idempotencyKey, [credits, success_url, cancel_url]),
  });
}
