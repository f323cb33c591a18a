/** The part of the catalog's answer that prices credits; amounts in the currency's minor unit. */
export interface CreditPrice {
  unit_amount: number;
  minimum_amount: number;
  currency: string;
}

export interface Price {
  amount: number;
  /** What the credits would cost without the smallest payment. */
  sum: number;
  /** Set when the smallest payment decides: how many credits the same money buys. */
  sameMoneyBuys: number | null;
}

/** What a number of credits costs; the server decides the same way, this one is for showing. */
export function priceOf(credits: number, { unit_amount, minimum_amount }: CreditPrice): Price {
  const sum = credits * unit_amount;
  if (sum >= minimum_amount) return { amount: sum, sum, sameMoneyBuys: null };
  return { amount: minimum_amount, sum, sameMoneyBuys: Math.floor(minimum_amount / unit_amount) };
}
