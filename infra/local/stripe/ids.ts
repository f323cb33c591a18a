import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function randomText(length: number, alphabet = ALPHABET): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** Ids as long as Stripe's own, so that a column or a log line that is too narrow shows it here first. */
export const newId = {
  charge: () => `ch_3${randomText(23)}`,
  checkoutSession: () => `cs_test_a1${randomText(58)}`,
  coupon: () => randomText(8),
  customerBalanceTransaction: () => `cbtxn_1${randomText(23)}`,
  customer: () => `cus_${randomText(14)}`,
  dispute: () => `du_1${randomText(23)}`,
  discount: () => `di_1${randomText(23)}`,
  event: () => `evt_1${randomText(23)}`,
  invoice: () => `in_1${randomText(23)}`,
  invoiceItem: () => `ii_1${randomText(23)}`,
  invoiceLine: () => `il_1${randomText(23)}`,
  invoicePayment: () => `inpay_1${randomText(23)}`,
  lineItem: () => `li_1${randomText(23)}`,
  paymentIntent: () => `pi_3${randomText(23)}`,
  /** What Stripe calls a payment is a charge that no card made. */
  payment: () => `py_3${randomText(23)}`,
  paymentMethod: () => `pm_1${randomText(23)}`,
  paymentRefund: () => `pyr_1${randomText(23)}`,
  portalSession: () => `bps_1${randomText(23)}`,
  portalConfiguration: () => `bpc_1${randomText(23)}`,
  price: () => `price_1${randomText(23)}`,
  product: () => `prod_${randomText(14)}`,
  promotionCode: () => `promo_1${randomText(23)}`,
  refund: () => `re_3${randomText(23)}`,
  request: () => `req_${randomText(14)}`,
  setupIntent: () => `seti_1${randomText(23)}`,
  subscription: () => `sub_1${randomText(23)}`,
  subscriptionItem: () => `si_${randomText(14)}`,
  subscriptionSchedule: () => `sub_sched_1${randomText(23)}`,
  testClock: () => `clock_1${randomText(23)}`,
  balanceTransaction: () => `txn_3${randomText(23)}`,
  webhookEndpoint: () => `we_1${randomText(23)}`,
  webhookSecret: () => `whsec_${randomText(32)}`,
};
