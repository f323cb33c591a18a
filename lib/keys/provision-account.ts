import * as z from 'zod/mini';
import { keyScopes } from '../contract/route.ts';
import type { StripeEvent } from '../contract/stripe-events.ts';
import { AccountErased, type ConsumerOutcome, done, ignored, parked } from '../events/outcome.ts';
import { idOrObject } from '../payments/stripe-id.ts';
import { keys } from '../platform/keys.ts';
import type { TransactionAction } from '../platform/table.ts';
import { type RefreshDeps, refreshSubscription } from '../subscriptions/refresh-subscription.ts';
import { seedWidget } from '../widget/seed-widget.ts';
import type { KeysDeps } from './key-item.ts';
import { keyPrefix, newKeyId } from './key-secret.ts';

type ProvisionDeps = KeysDeps & RefreshDeps & { frontends: readonly string[] };

const subscriptionObject = z.looseObject({ id: z.string(), customer: idOrObject });

/** Without a secret until its owner asks to see it. */
function firstKey({ outside, stage }: KeysDeps, userId: string): TransactionAction {
  const keyId = newKeyId(outside);
  const key = {
    userId,
    keyId,
    name: 'Your first key',
    prefix: keyPrefix(stage, keyId),
    scopes: [...keyScopes],
    createdAt: outside.clock.now().toISOString(),
  };
  return {
    Put: {
      Item: { ...keys.apiKeyListing(userId, keyId), ...key },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

const hasAlready = (userId: string) => done(`User ${userId} has been given key and widget before`);

async function provide(deps: ProvisionDeps, userId: string): Promise<ConsumerOutcome> {
  const { outcome } = await deps.table.transact([
    ...seedWidget(deps.outside, userId, deps.frontends),
    firstKey(deps, userId),
  ]);
  return outcome === 'done' ? done(`User ${userId} has a key and a widget`) : hasAlready(userId);
}

/**
 * Gives a person their API key and their widget when they first have a subscription in effect, as Stripe has it now.
 * The widget is never deleted: who has it is given nothing again, whatever they did with the key.
 */
export async function provisionAccount(deps: ProvisionDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const { success, data } = z.safeParse(subscriptionObject, event.data.object);
  if (!success) return parked('unreadable', 'The subscription has a shape that is not known');
  const known = await deps.table.get(keys.customer(data.customer));
  if (typeof known?.userId !== 'string')
    return parked('unknown_customer', `No user has the customer ${data.customer}`);
  const { userId } = known;
  if (known.erasedAt !== undefined) throw new AccountErased(userId);
  if (await deps.table.get(keys.widget(userId))) return hasAlready(userId);
  const refreshed = await refreshSubscription(deps, data.id, data.customer);
  if (refreshed.outcome === 'parked') return refreshed.parked;
  const { status, awaitsCard } = refreshed.subscription;
  return (status === 'active' || status === 'trialing') && !awaitsCard
    ? provide(deps, userId)
    : ignored(`${data.id} is ${status}`);
}
