import type { Catalog } from '../contract/catalog.ts';
import { creditsPriceCents } from '../contract/credit-price.ts';
import { AppError, type ErrorCode } from '../contract/errors.ts';
import { type BuyCredits, maximumCredits } from '../contract/payment-routes.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CheckoutDeps, startCheckout } from './start-checkout.ts';

/** "1 credit", "25 credits". */
function creditsText(credits: number, { name, plural }: Catalog['unit']): string {
  return `${credits} ${credits === 1 ? name : plural}`;
}

const refused = (code: ErrorCode, path: string, message: string) =>
  new AppError(code, message, { fields: [{ path, message }] });

/** What is to be bought, in credits; tokens make whole ones. */
function creditsAsked({ credits, tokens }: BuyCredits, { tokens_per_credit }: Catalog['unit']): number {
  if (tokens === undefined) {
    if (credits === undefined) throw refused('missing_field', 'credits', 'Missing required field: credits');
    return credits;
  }
  if (credits !== undefined)
    throw refused('invalid_request', 'tokens', 'The request names both credits and tokens');
  const most = maximumCredits * tokens_per_credit;
  if (tokens > most) throw refused('invalid_field', 'tokens', `Tokens must be at most ${most}`);
  return Math.ceil(tokens / tokens_per_credit);
}

/** Opens a hosted checkout for credits at the catalog's price; answers its address. */
export async function buyCredits(
  deps: CheckoutDeps,
  user: UserItem,
  request: BuyCredits,
  idempotencyKey: string | undefined,
): Promise<string> {
  const { unit, credit } = deps.catalog;
  const { success_url, cancel_url } = request;
  const credits = creditsAsked(request, unit);
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
