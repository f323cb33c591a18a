import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, NotYet, parked } from './outcome.ts';

/** Parks an event of the other mode or of another account: acting on it would move the wrong people's money. */
export function parkedUnlessOurs(event: StripeEvent, live: boolean | undefined): ConsumerOutcome | undefined {
  if (live === undefined)
    throw new NotYet('STRIPE_SECRET_KEY is not set: whether live events are ours is not known');
  if (event.livemode !== live) {
    return parked(
      'other_mode',
      `This deployment handles ${live ? 'live' : 'test'} events; the event is a ${live ? 'test' : 'live'} one`,
    );
  }
  return event.account
    ? parked('other_account', `The event is about another Stripe account: ${event.account}`)
    : undefined;
}
