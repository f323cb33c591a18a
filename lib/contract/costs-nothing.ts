interface Priced {
  prices: readonly unknown[];
  contact: string | null;
}

/** Neither sold nor had by agreement: what everybody without a subscription has. */
export const costsNothing = ({ prices, contact }: Priced): boolean => prices.length === 0 && contact === null;
