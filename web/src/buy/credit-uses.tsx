import { useQuery } from '@tanstack/react-query';
import { creditsQuery, plansQuery, userQuery } from '../api/queries.ts';
import { classNames } from '../components/class-names.ts';
import { credits } from '../format/credits.ts';
import { shortfallOf } from './shortfall.ts';

/** Beside the form: what one has, and what credits are for. */
export function CreditUses() {
  const costs = useQuery(plansQuery).data?.costs;
  return (
    <aside className="space-y-6 lg:pt-1">
      <CurrentBalance />
      {costs && (
        <section>
          <h2 className="pb-2">What credits are for</h2>
          <dl className="divide-y divide-line border-y border-line">
            <Use what="A sentence turned into a workflow" cost={costs.generate} />
            <Use what="A workflow exported as a project" cost={costs.export} />
          </dl>
        </section>
      )}
    </aside>
  );
}

function CurrentBalance() {
  const signedIn = Boolean(useQuery(userQuery).data);
  const balance = useQuery({ ...creditsQuery, enabled: signedIn }).data;
  if (!signedIn || balance === undefined) return null;
  return (
    <section>
      <h2>Your balance</h2>
      <p
        className={classNames(
          'text-xl font-semibold tracking-tight',
          shortfallOf(balance) > 0 && 'text-warn',
        )}
      >
        {balance.unlimited ? 'Unlimited' : credits(balance.available)}
      </p>
    </section>
  );
}

function Use({ what, cost }: { what: string; cost: number }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2.5">
      <dt className="text-muted">{what}</dt>
      <dd className="shrink-0 font-semibold tabular-nums">{credits(cost)}</dd>
    </div>
  );
}
