import type { CatalogPlan } from '../billing/plan-names.ts';
import { money } from '../format/money.ts';
import { amountPerMonth, type Interval, type Price, savedPerYear, shownPrice } from './prices.ts';

/** The price as it is charged, and below it what that means. */
export function PlanPrice({ plan, interval }: { plan: CatalogPlan; interval: Interval }) {
  const price = shownPrice(plan, interval);
  const big = 'text-xl font-semibold tracking-tight tabular-nums';
  return (
    <div className="pt-3">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <span className={big}>{price ? money(price.amount, price.currency) : withoutPrice(plan)}</span>
        {price && <span className="text-muted">a {price.interval}</span>}
      </p>
      {price && <Meaning plan={plan} price={price} asked={interval} />}
    </div>
  );
}

const withoutPrice = ({ contact }: CatalogPlan) => (contact === null ? 'Free' : 'By agreement');

function Meaning({ plan, price, asked }: { plan: CatalogPlan; price: Price; asked: Interval }) {
  if (price.interval !== asked) return <p className="text-xs text-muted">Only by the {price.interval}.</p>;
  if (price.interval === 'month') return null;
  const saved = savedPerYear(plan);
  return (
    <p className="text-xs text-muted">
      {money(amountPerMonth(price), price.currency)} a month
      {saved > 0 && `, ${money(saved, price.currency)} a year less`}. Credits come month by month.
    </p>
  );
}
