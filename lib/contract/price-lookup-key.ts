/**
 * What Stripe knows a plan's price as. A changed price takes the key over, so that it always names the one that is
 * sold. The stage in it tells prices apart where a second stage was set up in the same Stripe account by mistake.
 */
export function planLookupKey(stage: string, tier: string, interval: 'month' | 'year'): string {
  return `cue-${stage}-plan-${tier}-${interval}`;
}
