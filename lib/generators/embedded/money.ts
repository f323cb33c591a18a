export interface Money {
  /** In the currency's main unit: 500 of $500. */
  amount: number;
  /** As Stripe names it; undefined of a bare number. */
  currency: string | undefined;
}

const signs: Record<string, string> = { $: 'usd', '€': 'eur', '£': 'gbp', '¥': 'jpy', '₹': 'inr' };
const words: Record<string, string> = {
  dollar: 'usd',
  dollars: 'usd',
  bucks: 'usd',
  usd: 'usd',
  euro: 'eur',
  euros: 'eur',
  eur: 'eur',
  pound: 'gbp',
  pounds: 'gbp',
  gbp: 'gbp',
  yen: 'jpy',
  jpy: 'jpy',
  chf: 'chf',
  francs: 'chf',
  cad: 'cad',
  aud: 'aud',
  rupees: 'inr',
  inr: 'inr',
};

const number = String.raw`\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?`;
const money = new RegExp(
  String.raw`(?<![\w.])([$€£¥₹])?\s?(${number})\s?(k\b)?\s?([€£]|\b(?:${Object.keys(words).join('|')})\b)?`,
  'i',
);

/** The first amount or bare number of a text. */
export function readMoney(text: string): Money | undefined {
  const [, sign, digits, thousands, word] = money.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits.replaceAll(',', '')) * (thousands ? 1_000 : 1);
  const currency = sign ? signs[sign] : word && (words[word.toLowerCase()] ?? signs[word]);
  return { amount, currency: currency || undefined };
}

// Of the currencies above only the yen has none: https://docs.stripe.com/currencies#zero-decimal
const withoutMinorUnit = ['jpy'];

/** As Stripe counts: 50000 of $500, 500 of ¥500. */
export function minorUnits({ amount, currency }: Money): number {
  return Math.round(currency && withoutMinorUnit.includes(currency) ? amount : amount * 100);
}
