import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import { isCardCharge } from './charge.ts';

/** Stripe's list price for US cards: 2.9 % and 30 cents. */
const FEE = { permille: 29, fixedCents: 30 };
/** Money becomes available two days after the charge. */
const SETTLING_SECONDS = 2 * 24 * 3600;

export const balanceTransactions = collection<Stripe.BalanceTransaction>('balance_transaction');

type Movement = Pick<
  Stripe.BalanceTransaction,
  'amount' | 'currency' | 'description' | 'reporting_category' | 'type'
> & { source: string; fee?: { amount: number; description: string } };

export function chargeMovement(charge: Stripe.Charge): Movement {
  const { id: source, amount, currency, description } = charge;
  const type = isCardCharge(charge) ? 'charge' : 'payment';
  const fee = {
    amount: Math.round((amount * FEE.permille) / 1000) + FEE.fixedCents,
    description: 'Stripe processing fees',
  };
  return { source, amount, currency, description, fee, reporting_category: 'charge', type };
}

/** Money comes in (positive) or goes out (negative). What comes in has to settle first. */
export function recordMovement(scene: Scene, { fee, ...movement }: Movement): Stripe.BalanceTransaction {
  const now = scene.nowSeconds();
  const incoming = movement.reporting_category === 'charge';
  return balanceTransactions.insert(scene.store, {
    id: newId.balanceTransaction(),
    object: 'balance_transaction',
    available_on: incoming ? now + SETTLING_SECONDS : now,
    balance_type: 'payments',
    created: now,
    exchange_rate: null,
    fee: fee?.amount ?? 0,
    fee_details: fee ? [{ ...fee, application: null, currency: movement.currency, type: 'stripe_fee' }] : [],
    net: movement.amount - (fee?.amount ?? 0),
    status: incoming ? 'pending' : 'available',
    ...movement,
  } satisfies Stripe.BalanceTransaction);
}
