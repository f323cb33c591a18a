import { Check } from 'lucide-react';
import { useId } from 'react';
import type { CatalogPlan } from '../billing/plan-names.ts';
import { classNames } from '../components/class-names.ts';
import { Tag } from '../components/tag.tsx';
import { OfferButton, type OfferProps } from './offer-button.tsx';
import { OfferTerms } from './offer-terms.tsx';
import { PlanPrice } from './plan-price.tsx';
import { SubscribeFailure } from './subscribe-failure.tsx';

interface Props extends Omit<OfferProps, 'describedBy'> {
  canBuy: boolean;
  error: unknown;
}

/** Name, price, button, terms and features; the parts of all columns stand in line. */
export function PlanColumn({ canBuy, error, ...props }: Props) {
  const { plan, offer, asking, featured, chosen } = props;
  const id = useId();
  return (
    <li
      className={classNames(
        'row-span-5 grid grid-rows-subgrid gap-0 rounded-card border border-line bg-surface p-5',
        featured && 'border-accent/60',
        chosen && 'outline-2 outline-accent',
      )}
    >
      <div className="flex items-start justify-between gap-2">
        <h2 className="text-base">{plan.name}</h2>
        {offer.kind === 'current' && <Tag tone="good">Your plan</Tag>}
      </div>
      <PlanPrice plan={plan} interval={asking.interval} />
      <div className="pt-4">{canBuy && <OfferButton {...props} describedBy={id} />}</div>
      <div id={id} className="pt-3 text-xs text-muted">
        {canBuy && <OfferTerms plan={plan} offer={offer} />}
        <SubscribeFailure error={error} plan={plan} interval={asking.interval} />
      </div>
      <Features plan={plan} />
    </li>
  );
}

function Features({ plan: { features, name } }: { plan: CatalogPlan }) {
  return (
    <ul aria-label={`What ${name} gives`} className="mt-4 space-y-2 border-t border-line pt-4">
      {features.map((feature) => (
        <li key={feature} className="flex gap-2">
          <Check className="mt-0.5 size-4 shrink-0 text-accent" strokeWidth={2.5} aria-hidden="true" />
          {feature}
        </li>
      ))}
    </ul>
  );
}
