import type { ReactNode } from 'react';
import type { AdminPerson } from '../../../lib/contract/admin-user-routes.ts';
import { Panel } from '../components/panel.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { number } from '../format/credits.ts';

export function PersonFacts({ person: { user, plan, balance } }: { person: AdminPerson }) {
  return (
    <Panel title="Now" about={`On ${plan.name}${plan.unlimited ? ', without counting credits' : ''}.`}>
      <dl className="grid grid-cols-3 gap-x-4 gap-y-4 border-t border-line px-4 py-4 sm:px-6">
        <Amount name="Available" value={balance.available} />
        <Amount name="Held" value={balance.held} />
        <Amount name="Balance" value={balance.balance} />
      </dl>
      <dl className="space-y-2 border-t border-line px-4 py-4 sm:px-6">
        {plan.graceUntil && (
          <Fact name="Kept until">
            <Timestamp iso={plan.graceUntil} />
          </Fact>
        )}
        <Fact name="Here since">
          <Timestamp iso={user.createdAt} />
        </Fact>
        {user.companyName && <Fact name="Company">{user.companyName}</Fact>}
        <Fact name="Stripe customer">
          {user.stripeCustomerId ? (
            <code className="font-mono text-xs break-all">{user.stripeCustomerId}</code>
          ) : (
            'none yet'
          )}
        </Fact>
      </dl>
    </Panel>
  );
}

function Amount({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className={`text-lg font-semibold tabular-nums ${value < 0 ? 'text-warn' : ''}`}>
        {number(value)}
      </dd>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
