import type Stripe from 'stripe';
import type { Plan } from '../contract/catalog.ts';
import { recordEntry } from '../credits/entry.ts';
import { NotYet } from '../events/outcome.ts';
import { isoFromEpochSeconds } from '../platform/clock.ts';
import { keys } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Table } from '../platform/table.ts';
import { parseUser } from '../users/user-item.ts';
import type { InvoiceFacts } from './invoice-months.ts';
import { lacksCard } from './lacks-card.ts';
import { trialCause } from './plan-credits.ts';
import { claimTrial } from './trials.ts';

export interface TrialDeps {
  table: Table;
  stripe(): Promise<Stripe>;
  /** Secret that the markers of trials are hashed with. */
  trialKey: string;
  log: Log;
}

interface TrialCommand {
  userId: string;
  facts: InvoiceFacts;
  plan: Plan;
  eventId: string;
}

/** Not deeper: of a customer who was deleted meanwhile there is nothing that could be expanded. */
const expand = ['default_payment_method', 'customer'];

/** The card that pays the subscription: its own, or else its customer's. */
async function fingerprintOf(
  { paymentMethods }: Stripe,
  { default_payment_method: own, customer }: Stripe.Subscription,
): Promise<string | undefined> {
  if (own && typeof own === 'object') return own.card?.fingerprint ?? undefined;
  const customers = typeof customer === 'object' && !customer.deleted ? customer.invoice_settings : undefined;
  const method = customers?.default_payment_method;
  if (!method) return undefined;
  const { card } = await paymentMethods.retrieve(typeof method === 'string' ? method : method.id);
  return card?.fingerprint ?? undefined;
}

/**
 * A trial's credits, once a person: in one transaction with the markers that tell who has had one. Where one of these
 * is there for another subscription (the same card under another account, say) the trial goes on without credits.
 * Answers the credits granted now; undefined while nobody has confirmed a card for it, which is when it begins.
 */
export async function grantTrial(
  deps: TrialDeps,
  { userId, facts, plan, eventId }: TrialCommand,
): Promise<number | undefined> {
  const { subscriptionId, invoice } = facts;
  const stripe = await deps.stripe();
  const subscription = await stripe.subscriptions.retrieve(subscriptionId, { expand });
  if (await lacksCard(stripe, subscription)) return undefined;
  const item = await deps.table.get(keys.user(userId));
  if (!item || subscription.trial_start === null) return 0;
  const { email, identities } = parseUser(item);
  const person = { email, identities, cardFingerprint: await fingerprintOf(stripe, subscription) };
  const claims = claimTrial(deps.trialKey, person, subscriptionId);
  const entry = recordEntry({
    userId,
    cause: trialCause(subscriptionId),
    causedAt: isoFromEpochSeconds(subscription.trial_start),
    type: 'Grant',
    creditsDelta: plan.trial_credits,
    notes: `${plan.tier} trial credits`,
    sourceKind: 'invoice',
    sourceId: invoice.id,
    eventId,
  });
  const actions = plan.trial_credits > 0 ? [...entry] : [];
  const result = await deps.table.transact([...actions, ...claims]);
  if (result.outcome === 'done') return plan.trial_credits;
  if (actions.length > 0 && result.refused[0]) return 0;
  const free = claims.filter((_, i) => !result.refused[actions.length + i]);
  const marked = free.length === 0 || (await deps.table.transact(free)).outcome === 'done';
  if (!marked) throw new NotYet('Another subscription is claiming the same trial');
  deps.log.warn('Trial without credits: it was had before', { userId, subscriptionId });
  return 0;
}
