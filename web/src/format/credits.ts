/** With a real minus below zero, also where the locale writes a hyphen: `1,000`, `−20`. */
export function number(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(value).replace('-', '\u2212');
}

/** `1 credit`, `1,000 credits`, `−20 credits`. */
export function credits(count: number, locale?: string): string {
  return `${number(count, locale)} ${Math.abs(count) === 1 ? 'credit' : 'credits'}`;
}

/** With a sign also above zero: `+25`, `−3`. */
export function signed(value: number, locale?: string): string {
  return value > 0 ? `+${number(value, locale)}` : number(value, locale);
}
