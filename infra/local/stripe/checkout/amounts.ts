import type Stripe from 'stripe';
import type { StoredCoupon } from '../objects/coupon.ts';

type Off = Pick<StoredCoupon, 'amount_off' | 'percent_off'>;

/** What a coupon takes off each line. The shares add up to the discount exactly, whatever the rounding. */
export function discountShares(subtotals: number[], coupon: Off | undefined): number[] {
  const whole = total(subtotals);
  const discount = coupon ? discountOn(whole, coupon) : 0;
  let subtotalSoFar = 0;
  let givenSoFar = 0;
  return subtotals.map((subtotal) => {
    subtotalSoFar += subtotal;
    const dueSoFar = whole === 0 ? 0 : Math.round((discount * subtotalSoFar) / whole);
    const share = dueSoFar - givenSoFar;
    givenSoFar = dueSoFar;
    return share;
  });
}

/** Percentages have two decimals at most, so hundredths of a per cent keep the sum in integers. */
function discountOn(subtotal: number, { amount_off, percent_off }: Off): number {
  if (amount_off !== null) return Math.min(amount_off, subtotal);
  const basisPoints = Math.round((percent_off ?? 0) * 100);
  return Math.round((subtotal * basisPoints) / 10_000);
}

export function total(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

export function totalDetails(amountDiscount: number): Stripe.Checkout.Session.TotalDetails {
  return { amount_discount: amountDiscount, amount_shipping: 0, amount_tax: 0 };
}

/** Stripe's smallest charge, about half a dollar; currencies not named here are taken to have the dollar's. */
const SMALLEST_CHARGE: Record<string, number> = {
  gbp: 30,
  jpy: 50,
  hkd: 400,
  mxn: 1000,
  sek: 300,
  nok: 300,
  dkk: 250,
};

export function smallestCharge(currency: string): number {
  return SMALLEST_CHARGE[currency] ?? 50;
}
