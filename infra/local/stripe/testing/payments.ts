import type Stripe from 'stripe';
import { creditsCheckout, type Lab, postForm } from './lab.ts';

/** A purchase of five dollars with this card. What follows from the card has happened already. */
export async function payByCard(lab: Lab, card = '4242424242424242'): Promise<Stripe.Charge> {
  return paidCharge(lab, { card });
}

/** The same by a bank debit, which has arrived. */
export async function payByDebit(lab: Lab): Promise<Stripe.Charge> {
  const charge = await paidCharge(lab, { method: 'async_waits' });
  await lab.control('POST', `/_sim/payments/${String(charge.payment_intent)}/settle`, {
    outcome: 'succeeded',
  });
  return lab.stripe.charges.retrieve(charge.id);
}

async function paidCharge(lab: Lab, fields: Record<string, string>): Promise<Stripe.Charge> {
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, fields);
  const { data } = await lab.stripe.charges.list({ limit: 1 });
  const [charge] = data;
  if (!charge) throw new Error('The checkout made no charge');
  return charge;
}

/** Types of all events since the one that is named, the oldest first. */
export async function eventsSince({ stripe }: Lab, type: Stripe.Event['type']): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  const types = data.map((event) => event.type);
  return types.slice(0, types.indexOf(type)).reverse();
}

export async function lastEvent({ stripe }: Lab, type: Stripe.Event['type']): Promise<Stripe.Event> {
  const { data } = await stripe.events.list({ type, limit: 1 });
  const [event] = data;
  if (!event) throw new Error(`There is no event ${type}`);
  return event;
}

export async function disputeOf({ stripe }: Lab, charge: Stripe.Charge): Promise<Stripe.Dispute> {
  const { data } = await stripe.disputes.list({ charge: charge.id, limit: 1 });
  const [dispute] = data;
  if (!dispute) throw new Error(`${charge.id} is not disputed`);
  return dispute;
}

export function settleDispute(lab: Lab, { id }: { id: string }, outcome: string) {
  return lab.control('POST', `/_sim/disputes/${id}/settle`, { outcome });
}
