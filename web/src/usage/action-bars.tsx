import type { Usage } from '../../../lib/contract/billing-routes.ts';
import { number } from '../format/credits.ts';
import { actionName } from './action-names.ts';

/** A line for each action, the most used first: how often, and what it took. */
export function ActionBars({ series }: { series: Usage['series'] }) {
  const sorted = [...series].sort((a, b) => b.requests - a.requests || b.credits - a.credits);
  const most = Math.max(1, ...sorted.map(({ requests }) => requests));
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Usage by action</caption>
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="pb-2 text-left font-normal">
            Action
          </th>
          <th scope="col" className="w-20 pb-2 text-right font-normal">
            Times
          </th>
          <th scope="col" className="w-20 pb-2 text-right font-normal">
            Credits
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ action = '', credits, requests }) => (
          <tr key={action}>
            <th scope="row" className="py-1.5 text-left font-normal">
              {actionName(action)}
              <span aria-hidden="true" className="mt-1 block h-1.5 rounded-full bg-sunken">
                <span
                  style={{ width: `${(requests / most) * 100}%` }}
                  className="block h-full min-w-0.5 rounded-full bg-accent"
                />
              </span>
            </th>
            <td className="text-right align-top tabular-nums">{number(requests)}</td>
            <td className="text-right align-top tabular-nums">{number(credits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
