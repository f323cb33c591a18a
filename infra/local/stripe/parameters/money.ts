import { invalidRequest } from '../errors.ts';
import { type Check, checkThat, integer, text } from './checks.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
/** Eight digits, whatever the currency. */
export const LARGEST_AMOUNT = 99_999_999;

/** Stripe takes any case and answers in lower case. */
export function currency(): Check<string> {
  const inner = checkThat(text(), (value, param) => {
    if (CURRENCIES.has(value.toLowerCase())) return;
    const supported = [...CURRENCIES].sort().join(', ');
    throw invalidRequest(
      `Invalid currency: ${value}. Stripe currently supports these currencies: ${supported}`,
      { param },
    );
  });
  return { required: false, read: (value, param) => inner.read(value, param).toLowerCase() };
}

/** In the currency's smallest unit; Stripe takes at most eight digits. */
export function amount(limits: { minimum: number }): Check<number> {
  return checkThat(integer(limits), (value, param) => {
    if (value <= LARGEST_AMOUNT) return;
    throw invalidRequest('Amount must be no more than $999,999.99', { code: 'amount_too_large', param });
  });
}
