import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';

/** Stripe's list price for US cards: 2.9 % and 30 cents. */
const FEE = { permille: 29, fixedCents: 30 };
/** Money becomes available two days after the charge. */
const SETTLING_SECONDS = 2 * 24 * 3600;

export const balanceTransactions = collection<Stripe.BalanceTransaction>('balance_transaction');

export function newBalanceTransaction(
  scene: Scene,
  charge: Pick<Stripe.Charge, 'id' | 'amount' | 'currency' | 'description'>,
): Stripe.BalanceTransaction {
  const fee = Math.round((charge.amount * FEE.permille) / 1000) + FEE.fixedCents;
  const { currency } = charge;
  return {
    id: newId.balanceTransaction(),
    object: 'balance_transaction',
    amount: charge.amount,
    available_on: scene.nowSeconds() + SETTLING_SECONDS,
    balance_type: 'payments',
    created: scene.nowSeconds(),
    currency,
    description: charge.description,
    exchange_rate: null,
    fee,
    fee_details: [
      { amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' },
    ],
    net: charge.amount - fee,
    reporting_category: 'charge',
    source: charge.id,
    status: 'pending',
    type: 'charge',
  } satisfies Stripe.BalanceTransaction;
}
