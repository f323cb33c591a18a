/**
 * What Stripe knows a plan's price as. A changed price takes the key over, so that it always names the one that is
 * sold; with the stage in it, stages can share a Stripe account.
 */
export function planLookupKey(stage: string, tier: string, interval: 'month' | 'year'): string {
  return `cue-${stage}-plan-${tier}-${interval}`;
}
