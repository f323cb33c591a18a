/** What goes wrong between Stripe and the endpoint, on request. Kept in memory: a restart heals. */
export interface DeliveryFaults {
  /** Each event is delivered this many times more. */
  duplicate: number;
  /** Each delivery waits a random time up to this. */
  delayMs: number;
  /** Deliveries made close together go out in random order. */
  shuffle: boolean;
  /** The next attempts that are lost as if the network had failed; it counts down. */
  dropFirst: number;
}

export function noFaults(): DeliveryFaults {
  return { duplicate: 0, delayMs: 0, shuffle: false, dropFirst: 0 };
}
