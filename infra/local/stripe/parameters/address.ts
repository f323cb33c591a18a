import type Stripe from 'stripe';
import { clearable, text } from './checks.ts';
import { shape } from './shape.ts';

const line = clearable(text());

export const addressShape = shape({
  city: line,
  country: line,
  line1: line,
  line2: line,
  postal_code: line,
  state: line,
});

export function wholeAddress(given: Partial<Stripe.Address> | null | undefined): Stripe.Address | null {
  if (!given) return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given;
  return { city, country, line1, line2, postal_code, state };
}
