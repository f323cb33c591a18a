export const stripeKeys = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'];

/** Of a key of Stripe. */
export const modeOf = (value: string | undefined): string | undefined =>
  /^(?:sk|rk|pk)_(live|test)_/.exec(value ?? '')?.[1];
