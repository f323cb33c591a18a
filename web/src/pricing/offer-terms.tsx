import type { CatalogPlan } from '../billing/plan-names.ts';
import { Words } from '../components/words.tsx';
import { credits } from '../format/credits.ts';
import { money } from '../format/money.ts';
import { at, phrase } from '../format/phrase.ts';
import type { Offer } from './offer.ts';
import { type Interval, shownPrice } from './prices.ts';

interface Props {
  plan: CatalogPlan;
  offer: Offer;
  signedIn: boolean;
}

/** What pressing the button will cost, said before it is pressed. */
export function OfferTerms({ plan, offer, signedIn }: Props) {
  switch (offer.kind) {
    case 'subscribe':
      return <p>{subscribeTerms(plan, offer, signedIn)}</p>;
    case 'switch':
      return <p>You see what it costs before anything changes.</p>;
    case 'coming':
      return (
        <p>
          <Words>
            {offer.at ? phrase`Yours from ${at(offer.at)}.` : phrase`Yours from the next period.`}
          </Words>
        </p>
      );
    case 'leave':
      return <p>What is left when your plan ends.</p>;
    default:
      return null;
  }
}

interface Terms {
  interval: Interval;
  trialDays: number;
}

function subscribeTerms(plan: CatalogPlan, { interval, trialDays }: Terms, signedIn: boolean): string {
  const price = shownPrice(plan, interval);
  if (price === undefined) return '';
  const amount = money(price.amount, price.currency);
  if (trialDays === 0) return `${amount} today, then every ${interval}. Cancel any time.`;
  const brings = plan.trial_credits > 0 ? ` with ${credits(plan.trial_credits)}` : '';
  const whose = signedIn ? '' : ' on your first plan';
  return `${trialDays} days free${brings}${whose}, then ${amount} a ${interval}. Cancel any time before.`;
}
