import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { onceAtStripe } from '../platform/once-at-stripe.ts';
import { orCodeRefused } from './promotion-code.ts';

interface PageParts {
  urls: { success: string; cancel: string };
  promotionCode: Stripe.PromotionCode | undefined;
}

/** What every hosted page has, whatever it sells: a rebate, or a field for one, and the ways out. */
export const pageParameters = ({ urls, promotionCode }: PageParts) => ({
  ...(promotionCode
    ? { discounts: [{ promotion_code: promotionCode.id }] }
    : { allow_promotion_codes: true }),
  success_url: urls.success,
  cancel_url: urls.cancel,
});

interface WantedSession {
  /** The same whoever asks for this session, and nothing else's. */
  key: string;
  parameters: Stripe.Checkout.SessionCreateParams & { customer: string };
  /** The entry of its metadata that no other session has. */
  mark: readonly [name: string, value: string];
}

/** Opens the session, or finds it where it is open already. */
export function openHostedCheckout(
  { checkout: { sessions } }: Stripe,
  { key, parameters, mark: [name, value] }: WantedSession,
): Promise<Stripe.Checkout.Session> {
  return orCodeRefused(() =>
    onceAtStripe({
      key,
      make: (call) => sessions.create(parameters, call),
      find: async () => {
        const { data } = await sessions.list({ customer: parameters.customer, limit: 100 });
        return data.find(({ metadata }) => metadata?.[name] === value);
      },
    }),
  );
}

export function pageOf({ url }: Stripe.Checkout.Session): string {
  if (!url) throw new AppError('upstream_failed', 'Stripe opened no checkout page. Nothing was charged.');
  return url;
}
