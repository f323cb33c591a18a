import type { CatalogPlan } from '../billing/plan-names.ts';
import { money } from '../format/money.ts';
import { type Interval, savedPerYear } from './prices.ts';

interface Props {
  interval: Interval;
  plans: CatalogPlan[];
  onChoose: (interval: Interval) => void;
}

const names = { month: 'By the month', year: 'By the year' } as const;

/** Two radio buttons that look like a switch. */
export function IntervalSwitch({ interval, plans, onChoose }: Props) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <legend className="sr-only">How to pay</legend>
      <Saving plans={plans} />
      <div className="flex rounded-card border border-line bg-sunken p-1">
        {(['month', 'year'] as const).map((value) => (
          <label
            key={value}
            className="flex h-9 cursor-pointer items-center rounded-input border border-transparent px-3.5 text-muted transition-colors duration-150 has-checked:border-line has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:h-11"
          >
            <input
              type="radio"
              name="interval"
              value={value}
              checked={interval === value}
              onChange={() => onChoose(value)}
              className="sr-only"
            />
            {names[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What the year saves, for the plan that saves most, to the cent. */
function Saving({ plans }: { plans: CatalogPlan[] }) {
  const most = plans.reduce((best, plan) => (savedPerYear(plan) > savedPerYear(best) ? plan : best));
  const currency = most.prices[0]?.currency;
  if (savedPerYear(most) === 0 || currency === undefined) return null;
  return (
    <span className="text-muted">
      {most.name} by the year saves <span className="text-ink">{money(savedPerYear(most), currency)}</span>
    </span>
  );
}
