import type Stripe from 'stripe';
import { emitUpdate } from '../events.ts';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import type { Scene } from '../world.ts';
import { customers, type StoredCustomer } from './customer.ts';

export const balanceMovements = collection<Stripe.CustomerBalanceTransaction>('customer_balance_transaction');

interface Movement {
  /** Negative amounts are the customer's credit, positive ones are owed with the next invoice. */
  amount: number;
  currency: string;
  description: string | null;
  invoice: string | null;
  metadata?: Record<string, string>;
  type: Stripe.CustomerBalanceTransaction.Type;
}

export function moveBalance(
  scene: Scene,
  customer: StoredCustomer,
  movement: Movement,
): Stripe.CustomerBalanceTransaction {
  const balance = customer.balance + movement.amount;
  const after = { ...customer, balance, currency: customer.currency ?? movement.currency };
  customers.replace(scene.store, after);
  emitUpdate(scene, 'customer.updated', { before: customer, after });
  return balanceMovements.insert(
    scene.store,
    {
      id: newId.customerBalanceTransaction(),
      object: 'customer_balance_transaction',
      checkout_session: null,
      created: scene.nowSeconds(),
      credit_note: null,
      customer: customer.id,
      customer_account: null,
      ending_balance: balance,
      livemode: false,
      metadata: {},
      ...movement,
    } satisfies Stripe.CustomerBalanceTransaction,
    customer.id,
  );
}
