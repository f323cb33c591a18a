import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import type { ChosenPlan, OpenCheckout } from '../contract/subscription-routes.ts';
import { type CustomerDeps, withCustomer } from '../payments/customer.ts';
import { openHostedCheckout, pageOf, pageParameters } from '../payments/hosted-checkout.ts';
import { isFreeForever, promotionCodeOf } from '../payments/promotion-code.ts';
import { returnUrls } from '../payments/return-url.ts';
import { type ChoosePlanDeps, choosePlan, type PricedPlan } from '../plans/choose-plan.ts';
import { requestIdentity } from '../platform/idempotency.ts';
import type { Log } from '../platform/log.ts';
import type { UserItem } from '../users/user-item.ts';
import {
  earlierAnswer,
  keepAnswer,
  keepOpening,
  type Opening,
  type OpeningDeps,
  openingMarks,
  takeOpening,
} from './opening.ts';
import { trialDaysFor } from './trial-days.ts';
import type { TrialDeps } from './trials.ts';
import {
  closeEarlierWays,
  expireSession,
  refuseSecond,
  refuseSubscriber,
  subscriptionsOfCustomer,
} from './ways-to-pay.ts';

export interface SubscribeDeps extends CustomerDeps, ChoosePlanDeps, OpeningDeps, Omit<TrialDeps, 'table'> {
  frontends: readonly string[];
  log: Log;
}

/** Whether a request to open a checkout is about a plan. */
export const namesPlan = ({ tier, tier_name, price_id }: ChosenPlan): boolean =>
  tier !== undefined || tier_name !== undefined || price_id !== undefined;

interface Subscribing {
  user: UserItem;
  chosen: PricedPlan;
  trialDays: number;
  promotionCode: Stripe.PromotionCode | undefined;
  urls: { success: string; cancel: string };
}

function refuseAmount({ amount }: OpenCheckout): void {
  if (amount === undefined) return;
  const message = 'The price is set by Cue, not by the client';
  throw new AppError('invalid_field', message, { fields: [{ path: 'amount', message }] });
}

function sessionParameters(
  { user, chosen, trialDays, promotionCode, urls }: Subscribing,
  customer: string,
  opening: Opening,
): Stripe.Checkout.SessionCreateParams & { customer: string } {
  const metadata = { user_id: user.userId, ...openingMarks(opening) };
  return {
    mode: 'subscription',
    customer,
    client_reference_id: user.userId,
    metadata,
    line_items: [{ price: chosen.priceId, quantity: 1 }],
    subscription_data: {
      metadata,
      ...(trialDays > 0
        ? {
            trial_period_days: trialDays,
            // Nobody owes for a trial that they only tried.
            trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
          }
        : {}),
    },
    // A trial and a rebate for some time end in a payment, for which Stripe needs a card from the beginning. Only who
    // will never pay is not asked for one.
    payment_method_collection: promotionCode && isFreeForever(promotionCode) ? 'if_required' : 'always',
    ...pageParameters({ urls, promotionCode }),
  };
}

async function prepare(deps: SubscribeDeps, user: UserItem, request: OpenCheckout): Promise<Subscribing> {
  // A switched-off Stripe, a wrong plan, address or code must leave nothing behind.
  const stripe = await deps.stripe();
  refuseAmount(request);
  const { promotion_code } = request;
  const urls = returnUrls(request, deps.catalog.return_paths.subscription, deps.frontends);
  const chosen = await choosePlan(deps, request);
  await refuseSubscriber(deps, user);
  const now = deps.outside.clock.now();
  const promotionCode = await promotionCodeOf(stripe, promotion_code, now);
  // Who will never pay needs no trial, and gives no card, without which Stripe would end one.
  const isFree = promotionCode !== undefined && isFreeForever(promotionCode);
  const trialDays = isFree ? 0 : await trialDaysFor(deps, user, chosen.plan);
  return { user, chosen, trialDays, promotionCode, urls };
}

/** Opens a hosted checkout for a plan; answers its address. Throws 409 for who has a subscription. */
export async function startSubscription(
  deps: SubscribeDeps,
  user: UserItem,
  request: OpenCheckout,
  idempotencyKey: string | undefined,
): Promise<string> {
  const { tier, tier_name, price_id, interval, promotion_code, success_url, cancel_url } = request;
  const asked = [tier, tier_name, price_id, interval, promotion_code, success_url, cancel_url];
  const identity = requestIdentity('create-checkout-session', idempotencyKey, asked);
  const stripe = await deps.stripe();
  const { userId } = user;
  const earlier = await earlierAnswer(deps, userId, identity);
  if (earlier?.url) return earlier.url;
  const subscribing = await prepare(deps, user, request);
  const session = await withCustomer(deps, user, async (customer) => {
    await refuseSecond(stripe, await subscriptionsOfCustomer(stripe, customer));
    const opening = await takeOpening(deps, userId, identity);
    await closeEarlierWays(stripe, customer, opening);
    const opened = await openHostedCheckout(stripe, {
      key: opening.openingId,
      parameters: sessionParameters(subscribing, customer, opening),
      mark: ['opening_id', opening.openingId],
    });
    const close = () => expireSession(stripe, opened.id);
    await keepOpening(deps, userId, { opening, objectId: opened.id, close });
    if (opened.url) await keepAnswer(deps, userId, opening, { url: opened.url });
    deps.log.info('Checkout for a plan opened', {
      userId,
      openingId: opening.openingId,
      sessionId: opened.id,
    });
    return opened;
  });
  return pageOf(session);
}
