import type { StripeEvent } from '../contract/stripe-events.ts';
import type { ConsumerOutcome } from '../events/outcome.ts';
import type { EventMailDeps } from './event-mail-deps.ts';
import { mailCheckout } from './mail-checkout.ts';
import { mailInvoice } from './mail-invoice.ts';
import { mailReversal } from './mail-reversal.ts';
import { mailSubscription } from './mail-subscription.ts';

const families: [prefix: string, mail: typeof mailSubscription][] = [
  ['checkout.session.', mailCheckout],
  ['invoice.', mailInvoice],
  ['customer.subscription.', mailSubscription],
  ['subscription_schedule.', mailSubscription],
];

/** The mail that an event is due: of a purchase, of money that went back, of a plan and what is paid for it. */
export function mailEvent(deps: EventMailDeps, event: StripeEvent): Promise<ConsumerOutcome> {
  const family = families.find(([prefix]) => event.type.startsWith(prefix));
  return family ? family[1](deps, event) : mailReversal(deps, event);
}
