import type { StripeEvent } from '../contract/stripe-events.ts';
import { readBalance } from '../credits/balance.ts';
import { type ConsumerOutcome, done, ignored, NotYet, parked } from '../events/outcome.ts';
import { planOfTier } from '../plans/catalog.ts';
import { cardNewsOf } from '../subscriptions/card-news.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { rowThatShows } from '../subscriptions/look.ts';
import { moneyTaken } from '../subscriptions/money-taken.ts';
import { nextPayment } from '../subscriptions/next-payment.ts';
import { planOfRow } from '../subscriptions/plan-of-row.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { Subscription } from '../subscriptions/subscription-item.ts';
import type { UserItem } from '../users/user-item.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { readGoesOnWorking } from './goes-on-working.ts';
import type { MailContent } from './layout.ts';
import { mailConfirmedTrial } from './mail-paid-invoice.ts';
import {
  cancellationScheduled,
  cancellationUndone,
  changeScheduled,
  duplicateEnded,
  ended,
  type PlanFacts,
  planChanged,
} from './plan-mails.ts';
import { sendOnce } from './send-once.ts';
import { type News, readNews } from './subscription-news.ts';
import { trialEnds } from './trial-mails.ts';

/** The mailbox's names of what is told. */
const templates: Record<News['kind'], string> = {
  trialEnds: 'trial-ends',
  planChanged: 'plan-changed',
  changeScheduled: 'plan-change-scheduled',
  cancellationScheduled: 'cancellation-scheduled',
  cancellationUndone: 'cancellation-undone',
  ended: 'subscription-ended',
};

interface Person {
  user: UserItem;
  row: Subscription | undefined;
  subscriptionId: string;
}

async function endMail(
  deps: EventMailDeps,
  facts: PlanFacts,
  { user, reason }: { user: UserItem; reason: string | undefined },
): Promise<MailContent> {
  const { available } = await readBalance(deps.table, user.userId);
  const planNow = standingOf(deps.catalog, user.subscription, deps.outside.clock.now()).plan;
  const inUse = await readGoesOnWorking(deps, user.userId);
  const endFacts = { ...facts, reason, planNow, available, inUse };
  if (facts.row.duplicateOf === null) return ended(endFacts);
  return duplicateEnded(endFacts, await moneyTaken(await deps.stripe(), facts.row.subscriptionId));
}

function scheduledMail(facts: PlanFacts): MailContent | undefined {
  const change = facts.row.pendingChange;
  const plan = change && planOfTier(facts.catalog, change.tier);
  if (!plan || change.effectiveAt === null) return undefined;
  return changeScheduled(facts, { plan, interval: change.interval, at: change.effectiveAt });
}

/** Undefined when there is nothing to say after all. */
async function mailOf(
  deps: EventMailDeps,
  news: News,
  { user, row }: { user: UserItem; row: Subscription },
): Promise<MailContent | undefined> {
  // Nothing has begun of which anything could be told.
  if (row.awaitsCard) return undefined;
  const { catalog, site } = deps;
  const facts = { catalog, row, plan: planOfRow(catalog, row), site };
  const next = async () => nextPayment(await deps.stripe(), row.subscriptionId);
  switch (news.kind) {
    case 'planChanged':
      return planChanged(facts, await next());
    case 'changeScheduled':
      return scheduledMail(facts);
    case 'cancellationScheduled':
      return cancellationScheduled(facts, news.endsAt);
    case 'cancellationUndone':
      return cancellationUndone(facts, await next());
    case 'ended':
      return endMail(deps, facts, { user, reason: news.reason });
    case 'trialEnds': {
      // Canceled by now, it ends by itself: its mail has said so.
      const payment = await next();
      return (
        payment && trialEnds({ catalog, plan: facts.plan, trialEnd: news.trialEnd, next: payment, site })
      );
    }
  }
}

/** Of an end nobody need ask Stripe: it is for ever, and its row comes. */
async function rowFor(deps: EventMailDeps, { row, subscriptionId }: Person, news: News) {
  if (news.kind !== 'ended') return rowThatShows(deps, { row, subscriptionId }, news.holds);
  if (!row || !news.holds({ ...row, priceIds: [row.priceId], changesAt: null }))
    throw new NotYet('The mail waits until the subscription is over here too');
  return row;
}

/** What became of a piece of news, in words. */
async function tell(deps: EventMailDeps, person: Person, news: News): Promise<string> {
  const template = templates[news.kind];
  const row = await rowFor(deps, person, news);
  if (!row) return `${template} no longer holds`;
  const content = await mailOf(deps, news, { user: person.user, row });
  if (!content) return `${template} has nothing to say`;
  const result = await sendOnce(deps, { userId: person.user.userId, template, cause: news.cause }, content);
  return `${template} ${result}`;
}

/** The mails that an event about a subscription or its schedule is due, once its row shows what they say. */
export async function mailSubscription(deps: EventMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const told = readNews(event);
  if (told === undefined) return parked('unreadable', 'The subscription has a shape that is not known');
  const card = cardNewsOf(event);
  const started = card && (await mailConfirmedTrial(deps, event, card));
  if (told === null || told.news.length === 0) return started ?? ignored('It tells nothing that is mailed');
  const { subscriptionId, customerId } = told;
  const found = await findSubscription(deps.table, customerId, subscriptionId);
  if (found.outcome === 'missing') return found.parked;
  const words: string[] = [];
  for (const news of told.news)
    words.push(await tell(deps, { user: found.user, row: found.row, subscriptionId }, news));
  return done(`Of ${subscriptionId}: ${words.join(', ')}`);
}
