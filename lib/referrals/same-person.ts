import type Stripe from 'stripe';
import { isMissingCustomer } from '../platform/stripe.ts';
import { mailboxOf } from '../users/mailbox.ts';
import type { UserItem } from '../users/user-item.ts';

/** Of the cards that a customer has kept or paid with, each of the last hundred. */
async function cardsOf({ charges, paymentMethods }: Stripe, customer: string): Promise<string[]> {
  try {
    const [paid, kept] = await Promise.all([
      charges.list({ customer, limit: 100 }),
      paymentMethods.list({ customer, type: 'card', limit: 100 }),
    ]);
    const cards = [
      ...paid.data.map((charge) => charge.payment_method_details?.card),
      ...kept.data.map(({ card }) => card),
    ];
    return cards.flatMap((card) => card?.fingerprint ?? []);
  } catch (cause) {
    if (isMissingCustomer(cause)) return [];
    throw cause;
  }
}

type Known = Pick<UserItem, 'email' | 'identities' | 'stripeCustomerId'>;

async function shareCard(stripe: () => Promise<Stripe>, one: Known, other: Known): Promise<boolean> {
  if (!one.stripeCustomerId || !other.stripeCustomerId) return false;
  const client = await stripe();
  const first = await cardsOf(client, one.stripeCustomerId);
  const second = await cardsOf(client, other.stripeCustomerId);
  return first.some((card) => second.includes(card));
}

/**
 * Whether two accounts are one person's, by what a trial tells people again by: the mailbox, an identity, a card. Asks
 * Stripe for the cards.
 */
export async function isSamePerson(
  stripe: () => Promise<Stripe>,
  one: Known,
  other: Known,
): Promise<boolean> {
  if (one.email !== null && other.email !== null && mailboxOf(one.email) === mailboxOf(other.email))
    return true;
  if (one.identities.some((identity) => other.identities.includes(identity))) return true;
  return shareCard(stripe, one, other);
}
