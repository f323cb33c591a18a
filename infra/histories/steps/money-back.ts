import Stripe from 'stripe';
import type { Action, Refunding } from '../history.ts';
import type { Scene } from '../scene.ts';

type Of<Does extends Action['does']> = Extract<Action, { does: Does }>;

const nth = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];
const share = (amount: number, percent: number) => Math.max(1, Math.round((amount * percent) / 100));

/** The charge behind the payment that a step means, of those that are paid. */
async function chargeOf({ known, stripe }: Scene, which: number): Promise<Stripe.Charge | undefined> {
  const paid = known.purchases.filter(({ sessionId }) => known.paidSessions.has(sessionId));
  const charges = [...known.planCharges];
  const place = which % Math.max(1, paid.length + charges.length);
  const charge = charges[place - paid.length];
  if (charge) return stripe.client.charges.retrieve(charge);
  const purchase = paid[place];
  if (!purchase) return undefined;
  const { payment_intent } = await stripe.client.checkout.sessions.retrieve(purchase.sessionId, {
    expand: ['payment_intent.latest_charge'],
  });
  // A purchase at no cost has none.
  if (!payment_intent || typeof payment_intent === 'string') return undefined;
  const { latest_charge } = payment_intent;
  return typeof latest_charge === 'string' ? undefined : (latest_charge ?? undefined);
}

export async function settleDebit(
  { known, stripe }: Scene,
  { which, outcome }: Of<'settle debit'>,
): Promise<void> {
  const onTheirWay = known.purchases.filter(({ isOnItsWay }) => isOnItsWay);
  const purchase = nth(onTheirWay, which);
  if (!purchase) return;
  await stripe.decide(`payments/${purchase.sessionId}/settle`, { outcome });
  purchase.isOnItsWay = false;
}

/** True when Stripe took it. It refuses where a dispute stands. */
async function refundPart({ stripe, known }: Scene, charge: string, amount: number): Promise<boolean> {
  try {
    known.refunds.push((await stripe.client.refunds.create({ charge, amount })).id);
    return true;
  } catch (refusal) {
    if (refusal instanceof Stripe.errors.StripeInvalidRequestError) return false;
    throw refusal;
  }
}

/** Gives back a share of what is left of a payment, and of the rest again in as many parts as the step says. */
export async function refund(scene: Scene, { which, percent, parts }: Refunding): Promise<void> {
  const charge = await chargeOf(scene, which);
  let left = charge ? charge.amount_captured - charge.amount_refunded : 0;
  for (let part = 1; charge && left > 0 && part <= parts; part += 1) {
    const amount = share(left, percent);
    if (!(await refundPart(scene, charge.id, amount))) return;
    left -= amount;
  }
}

export async function settleRefund(
  { known, stripe }: Scene,
  { which, outcome }: Of<'settle refund'>,
): Promise<void> {
  const id = nth(known.refunds, which);
  if (id) await stripe.decide(`refunds/${id}/settle`, { outcome });
}

export async function dispute(scene: Scene, { which, kind, percent }: Of<'dispute'>): Promise<void> {
  const charge = await chargeOf(scene, which);
  if (!charge) return;
  const amount = share(charge.amount, percent);
  const made = await scene.stripe.decide(`payments/${charge.id}/dispute`, { kind, amount });
  if (made) scene.known.disputes.push(made.id);
}

// Only an inquiry is dropped or escalated, and only a chargeback won or lost: the other's word means its like.
const likes = { won: 'warning_closed', lost: 'escalated', warning_closed: 'won', escalated: 'lost' } as const;

export async function settleDispute(
  { known, stripe }: Scene,
  { which, outcome }: Of<'settle dispute'>,
): Promise<void> {
  const id = nth(known.disputes, which);
  if (!id) return;
  const settled = await stripe.decide(`disputes/${id}/settle`, { outcome });
  if (!settled) await stripe.decide(`disputes/${id}/settle`, { outcome: likes[outcome] });
}
