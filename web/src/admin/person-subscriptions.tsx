import type { AdminSubscription } from '../../../lib/contract/admin-user-routes.ts';
import { Panel } from '../components/panel.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { money } from '../format/money.ts';

export function PersonSubscriptions({ subscriptions }: { subscriptions: AdminSubscription[] }) {
  return (
    <Panel title="Subscriptions" about="All that the person ever had, as Stripe told of them last.">
      {subscriptions.length === 0 && (
        <p className="border-t border-line px-4 py-6 text-center text-muted">None so far.</p>
      )}
      <ul className="divide-y divide-line border-t border-line empty:hidden">
        {subscriptions.map((subscription) => (
          <SubscriptionLine key={subscription.id} subscription={subscription} />
        ))}
      </ul>
    </Panel>
  );
}

const goodStatuses = ['active', 'trialing'];

function SubscriptionLine({ subscription }: { subscription: AdminSubscription }) {
  const { id, tier, interval, status, amount, currency, duplicateOf } = subscription;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-6">
      <div className="min-w-0">
        <p className="font-semibold">
          {tier}, {money(amount, currency)} a {interval}
        </p>
        <p className="font-mono text-xs break-all text-muted">{id}</p>
        <Times subscription={subscription} />
        {duplicateOf && <p className="text-xs text-warn">Paid beside {duplicateOf}: ended and given back.</p>}
      </div>
      <Tag tone={goodStatuses.includes(status) ? 'good' : 'neutral'}>{status.replaceAll('_', ' ')}</Tag>
    </li>
  );
}

function Times({ subscription }: { subscription: AdminSubscription }) {
  const { createdAt, currentPeriodEnd, cancelAt, endedAt, trialEnd } = subscription;
  const last = endedAt ?? cancelAt ?? currentPeriodEnd;
  return (
    <p className="text-xs text-muted">
      Since <Timestamp iso={createdAt} /> · {lastWords(subscription)} <Timestamp iso={last} />
      {trialEnd && (
        <>
          {' '}
          · trial to <Timestamp iso={trialEnd} />
        </>
      )}
    </p>
  );
}

function lastWords({ endedAt, cancelAt }: AdminSubscription): string {
  if (endedAt) return 'ended';
  return cancelAt ? 'ends' : 'renews';
}
