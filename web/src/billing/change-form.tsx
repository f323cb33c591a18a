import { useState } from 'react';
import { Link } from 'react-router';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { ChangeDone } from './change-done.tsx';
import { ChangeTermsPanel } from './change-terms-panel.tsx';
import { changeOutcome } from './change-words.ts';
import { choicesFor, isSameChoice, type PlanChoice } from './plan-choices.ts';
import type { CatalogPlan } from './plan-names.ts';
import { priceWords } from './plan-words.ts';
import { useChangePlan } from './use-change-plan.ts';

interface Props {
  subscription: SubscriptionAnswer;
  plans: CatalogPlan[];
  /** What the address asks for. */
  asked: { tier: string | null; interval: string | null };
}

export function ChangeForm({ subscription, plans, asked }: Props) {
  const choices = choicesFor(plans, subscription);
  const [chosen, setChosen] = useState<PlanChoice | undefined>(
    () =>
      choices.find(({ tier, interval }) => tier === asked.tier && interval === asked.interval) ??
      choices.find(({ tier }) => tier === asked.tier),
  );
  const change = useChangePlan();
  // After a lost answer too: the subscription itself says whether it came about.
  const tried = change.isSuccess || change.isError;
  if (chosen && tried && changeOutcome(subscription, chosen) !== 'notMade')
    return <ChangeDone subscription={subscription} target={chosen} />;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,32rem)_minmax(0,26rem)] lg:justify-between lg:gap-12">
      <fieldset disabled={change.isPending} className="min-w-0">
        <legend className="pb-3 font-semibold">Change to</legend>
        <div className="divide-y divide-line overflow-clip rounded-card border border-line bg-surface">
          <Current subscription={subscription} />
          {choices.map((choice) => (
            <Choice
              key={`${choice.tier} ${choice.interval}`}
              choice={choice}
              checked={chosen !== undefined && isSameChoice(choice, chosen)}
              onChoose={() => {
                change.reset();
                setChosen(choice);
              }}
            />
          ))}
        </div>
        <p className="pt-3 text-muted">
          To leave without another plan,{' '}
          <Link to="/account" className="link">
            cancel on your account
          </Link>
          .
        </p>
      </fieldset>
      <ChangeTermsPanel subscription={subscription} chosen={chosen} change={change} />
    </div>
  );
}

function Current({ subscription }: { subscription: SubscriptionAnswer }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 bg-sunken/60 px-4 py-3 pl-11">
      <span className="font-semibold">{subscription.plan_name}</span>
      <span className="text-muted">your plan now</span>
      <span className="text-muted tabular-nums sm:ml-auto">{priceWords(subscription)}</span>
    </p>
  );
}

interface ChoiceProps {
  choice: PlanChoice;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ choice: { name, interval, price }, checked, onChoose }: ChoiceProps) {
  return (
    <label className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-3 transition-colors duration-150 hover:bg-sunken/60 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="plan"
        checked={checked}
        onChange={onChoose}
        className="size-4 accent-accent outline-none"
      />
      <span className="font-semibold">{name}</span>
      {interval === 'year' && <span className="text-muted">by the year</span>}
      <span className="ml-auto tabular-nums">{price}</span>
    </label>
  );
}
