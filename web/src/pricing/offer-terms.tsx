import type { CatalogPlan } from '../billing/plan-names.ts';
import { Words } from '../components/words.tsx';
import { at, phrase } from '../format/phrase.ts';
import type { Offer } from './offer.ts';
import { subscribeTerms } from './subscribe-terms.ts';

interface Props {
  plan: CatalogPlan;
  offer: Offer;
}

/** What pressing the button will cost, said before it is pressed. */
export function OfferTerms({ plan, offer }: Props) {
  switch (offer.kind) {
    case 'subscribe':
      return <p>{subscribeTerms(plan, offer)}</p>;
    case 'switch':
      return <p>You see what it costs before anything changes.</p>;
    case 'blocked':
      return <p>Your plan cannot be changed {offer.isDue ? 'before that' : 'as it stands now'}.</p>;
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
