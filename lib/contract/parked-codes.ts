/** Why an event can be parked, and what that means to whoever looks at it. The runbook says what to do for each. */
export const parkedCodes = {
  unreadable: 'The object in the event has a shape that Cue does not know',
  other_mode: 'A live event in a deployment for test money, or the reverse',
  other_account: 'The event is about another Stripe account',
  unknown_customer: 'No user has this Stripe customer, or the object names none',
  unknown_payment: 'No order of Cue stands behind this payment',
  unknown_price: 'The price is not one of the plan catalog',
  refund_refused: 'Stripe refuses to refund what a second subscription took',
  not_at_stripe: 'Stripe knows no such object, though an event told of it',
  amount_differs: 'Amount or currency at Stripe are not those of the order',
  paid_otherwise: 'The order is paid by another checkout session',
  unknown_status: 'Stripe reports a status that Cue does not know',
  partner_missing: 'What the event builds on, a grant say, is parked itself or has not come within 24 hours',
  still_failing: 'Every try failed for 24 hours',
} as const;

export type ParkedCode = keyof typeof parkedCodes;
