import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { orUpstreamFailure } from '../platform/stripe.ts';

const refused = (cause?: unknown) =>
  new AppError('invalid_request', 'This promotion code is unknown, expired or not for this purchase', {
    cause,
  });

async function findPromotionCode(
  { promotionCodes }: Stripe,
  code: string,
  now: Date,
): Promise<Stripe.PromotionCode> {
  const expand = ['data.promotion.coupon'];
  const { data } = await promotionCodes.list({ code: code.trim(), active: true, limit: 1, expand });
  const [found] = data;
  const isOver = found && found.expires_at !== null && found.expires_at * 1_000 <= now.getTime();
  if (!found || isOver) throw refused();
  return found;
}

/** The code that a request names, if it can be used now. Stripe takes any case. Throws 400 when it cannot. */
export async function promotionCodeOf(
  stripe: Stripe,
  asked: string | undefined,
  now: Date,
): Promise<Stripe.PromotionCode | undefined> {
  return asked === undefined ? undefined : orUpstreamFailure(() => findPromotionCode(stripe, asked, now));
}

/** Whether it makes a subscription free for as long as it lasts. */
export function isFreeForever({ promotion }: Stripe.PromotionCode): boolean {
  const { coupon } = promotion;
  return typeof coupon === 'object' && coupon?.percent_off === 100 && coupon.duration === 'forever';
}

function isAboutCode(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const param = 'param' in error ? String(error.param) : '';
  const code = 'code' in error ? String(error.code) : '';
  return /^(discounts|promotion_code)/.test(param) || /^(coupon|promotion)/.test(code);
}

/** Stripe's refusal of the code alone, for its limits or its customer, as our 400. */
export async function orCodeRefused<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw isAboutCode(cause) ? refused(cause) : cause;
  }
}
