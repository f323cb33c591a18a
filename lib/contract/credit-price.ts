interface CreditPrice {
  unit_amount: number;
  minimum_amount: number;
}

/** What `credits` cost together, in the currency's minor unit: never less than the catalog's minimum. */
export function creditsPriceCents(credits: number, price: CreditPrice): number {
  return Math.max(credits * price.unit_amount, price.minimum_amount);
}
