import { creditsPriceCents } from '../../../lib/contract/credit-price.ts';
import type { PlansAnswer } from '../../../lib/contract/payment-routes.ts';

/** The part of the catalog's answer that prices credits; amounts in the currency's minor unit. */
export type CreditPrice = Pick<PlansAnswer['credit'], 'unit_amount' | 'minimum_amount' | 'currency'>;

export interface Price {
  /** What is charged. The server decides by the same rule; this one is for showing. */
  amount: number;
  /** What the credits would cost without the smallest payment. */
  sum: number;
  /** Set when the smallest payment decides: how many credits the same money buys. */
  sameMoneyBuys: number | null;
}

export function priceOf(credits: number, price: CreditPrice): Price {
  const amount = creditsPriceCents(credits, price);
  const sum = credits * price.unit_amount;
  return { amount, sum, sameMoneyBuys: amount === sum ? null : Math.floor(amount / price.unit_amount) };
}
