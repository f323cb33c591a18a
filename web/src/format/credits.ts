const whole = (locale?: string) => new Intl.NumberFormat(locale);

/** `1 credit`, `1,000 credits`. */
export function credits(count: number, locale?: string): string {
  return `${whole(locale).format(count)} ${Math.abs(count) === 1 ? 'credit' : 'credits'}`;
}

export const number = (value: number, locale?: string) => whole(locale).format(value);

/** With a sign, and a real minus: `+25`, `−3`. */
export function signed(value: number, locale?: string): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '\u2212'}${whole(locale).format(Math.abs(value))}`;
}
