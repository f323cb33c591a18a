import type { StripeEvent } from '../contract/stripe-events.ts';
import { type ConsumerOutcome, parked } from './outcome.ts';

/** Parks an event of the other mode or of another account: acting on it would move the wrong people's money. */
export function parkedUnlessOurs(event: StripeEvent, live: boolean): ConsumerOutcome | undefined {
  if (event.livemode !== live) {
    return parked(
      `This deployment handles ${live ? 'live' : 'test'} events; the event is a ${live ? 'test' : 'live'} one`,
    );
  }
  return event.account ? parked(`The event is about another Stripe account: ${event.account}`) : undefined;
}
