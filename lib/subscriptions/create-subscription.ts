import type Stripe from 'stripe';
import * as z from 'zod/mini';
import type { NativeSubscription } from '../contract/subscription-routes.ts';
import { withCustomer } from '../payments/customer.ts';
import { isFreeForever, orCodeRefused, promotionCodeOf } from '../payments/promotion-code.ts';
import { choosePlan, type PricedPlan } from '../plans/choose-plan.ts';
import { type RequestIdentity, requestIdentity } from '../platform/idempotency.ts';
import { onceAtStripe } from '../platform/once-at-stripe.ts';
import type { UserItem } from '../users/user-item.ts';
import { confirmationSecretOf } from './confirmation-secret.ts';
import {
  claimAnswer,
  earlierAnswer,
  isCurrentOpening,
  keepAnswer,
  keepOpening,
  type Opening,
  openingMarks,
  takeOpening,
} from './opening.ts';
import { refreshSubscription } from './refresh-subscription.ts';
import type { SubscribeDeps } from './start-subscription.ts';
import { trialDaysFor } from './trial-days.ts';
import {
  closeEarlierWays,
  dropUnconfirmed,
  isUnconfirmed,
  refuseSecond,
  refuseSubscriber,
  subscriptionsOfCustomer,
} from './ways-to-pay.ts';

interface Wish {
  user: UserItem;
  chosen: PricedPlan;
  promotionCode: Stripe.PromotionCode | undefined;
  trialDays: number;
  identity: RequestIdentity | undefined;
}

/** What a repeat is known by. */
const askedFor = ({ chosen, promotionCode }: Wish): string =>
  [chosen.priceId, promotionCode?.id].filter(Boolean).join(' ');

function parameters(wish: Wish, customer: string, opening: Opening): Stripe.SubscriptionCreateParams {
  const { user, chosen, promotionCode, trialDays } = wish;
  return {
    customer,
    items: [{ price: chosen.priceId, quantity: 1 }],
    metadata: { user_id: user.userId, ...openingMarks(opening), asked_for: askedFor(wish) },
    // Nothing is charged before the person confirms it in the client.
    payment_behavior: 'default_incomplete',
    payment_settings: { save_default_payment_method: 'on_subscription' },
    ...(promotionCode ? { discounts: [{ promotion_code: promotionCode.id }] } : {}),
    ...(trialDays > 0
      ? {
          trial_period_days: trialDays,
          trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
        }
      : {}),
  };
}

function make(
  { subscriptions }: Stripe,
  wish: Wish,
  { customer, opening }: { customer: string; opening: Opening },
): Promise<Stripe.Subscription> {
  const asked = parameters(wish, customer, opening);
  return orCodeRefused(() =>
    onceAtStripe<Stripe.Subscription>({
      key: opening.openingId,
      make: (call) => subscriptions.create(asked, call),
      find: async () => {
        const { data } = await subscriptions.list({ customer, status: 'all', limit: 100 });
        return data.find(({ metadata }) => metadata.opening_id === opening.openingId);
      },
    }),
  );
}

async function subscribe(
  deps: SubscribeDeps,
  stripe: Stripe,
  wish: Wish & { customer: string },
): Promise<Stripe.Subscription> {
  const { user, customer, identity } = wish;
  const subscriptions = await subscriptionsOfCustomer(stripe, customer);
  const same = subscriptions.find((one) => one.metadata.asked_for === askedFor(wish) && isUnconfirmed(one));
  if (same && (await isCurrentOpening(deps.table, user.userId, same.metadata))) {
    if (identity) await claimAnswer(deps, user.userId, identity, same.metadata.opening_id ?? '');
    return same;
  }
  await refuseSubscriber(deps, user);
  await refuseSecond(
    stripe,
    subscriptions.filter((one) => one !== same),
  );
  const opening = await takeOpening(deps, user.userId, identity);
  await closeEarlierWays(stripe, customer, opening);
  const made = await make(stripe, wish, { customer, opening });
  const close = () => dropUnconfirmed(stripe, made);
  await keepOpening(deps, user.userId, { opening, objectId: made.id, close });
  return made;
}

async function wishOf(
  deps: SubscribeDeps,
  user: UserItem,
  request: NativeSubscription,
): Promise<Omit<Wish, 'identity'>> {
  const stripe = await deps.stripe();
  const chosen = await choosePlan(deps, request);
  const now = deps.outside.clock.now();
  const promotionCode = await promotionCodeOf(stripe, request.promotion_code, now);
  const isFree = promotionCode !== undefined && isFreeForever(promotionCode);
  return { user, chosen, promotionCode, trialDays: isFree ? 0 : await trialDaysFor(deps, user, chosen.plan) };
}

const nativeAnswer = z.object({
  subscription_id: z.string(),
  client_secret: z.string(),
  intent: z.enum(['payment', 'setup']),
});
type NativeAnswer = z.output<typeof nativeAnswer>;

/**
 * A subscription for a client that uses Stripe Elements: answers the secret by which it confirms the first payment, or
 * a card when a trial or a promotion code leaves nothing to pay. Throws 409 for who has a subscription.
 */
export async function createSubscription(
  deps: SubscribeDeps,
  user: UserItem,
  request: NativeSubscription,
  idempotencyKey: string | undefined,
): Promise<NativeAnswer> {
  const { tier, tier_name, price_id, interval, promotion_code } = request;
  const asked = [tier, tier_name, price_id, interval, promotion_code];
  const identity = requestIdentity('create-subscription', idempotencyKey, asked);
  const stripe = await deps.stripe();
  const earlier = await earlierAnswer(deps, user.userId, identity);
  if (earlier) return nativeAnswer.parse(earlier);
  const wish = { ...(await wishOf(deps, user, request)), identity };
  return withCustomer(deps, user, async (customer) => {
    const { id: subscription_id, metadata } = await subscribe(deps, stripe, { ...wish, customer });
    const secret = await confirmationSecretOf(stripe, customer, subscription_id);
    const answer = { subscription_id, ...secret };
    await keepAnswer(deps, user.userId, { openingId: metadata.opening_id ?? '' }, answer);
    const { outcome } = await refreshSubscription(deps, subscription_id, customer);
    deps.log.info('Subscription opened', { userId: user.userId, subscriptionId: subscription_id, outcome });
    return answer;
  });
}
