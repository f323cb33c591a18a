import type { Usage } from '../../../lib/contract/billing-routes.ts';
import { number } from '../format/credits.ts';

const names = {
  credits: 'Credits spent',
  generations: 'Generated',
  exports: 'Exported',
  requests: 'Requests',
} as const;

export function UsageTotals({ totals }: { totals: Usage['totals'] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-t border-line px-4 py-4 sm:grid-cols-4 sm:px-6">
      {(['credits', 'generations', 'exports', 'requests'] as const).map((name) => (
        <div key={name}>
          <dt className="text-xs text-muted">{names[name]}</dt>
          <dd className="text-lg font-semibold tabular-nums">{number(totals[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
