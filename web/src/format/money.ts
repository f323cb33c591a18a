/** An amount in the currency's minor unit as the reader's locale writes it: `money(500, 'usd')` is `$5.00`. */
export function money(amountMinor: number, currency: string, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() });
  // Not every currency has cents: JPY has none, KWD has three digits.
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
