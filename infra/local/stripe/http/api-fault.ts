/** What goes wrong with the next calls of the API, on request. Kept in memory: a restart heals. */
export interface ApiFault {
  /** Any method when it is not named. */
  method?: 'GET' | 'POST' | 'DELETE' | undefined;
  /** A path, in which `*` stands for anything: `/v1/checkout/sessions`, `/v1/subscriptions/*`. */
  path: string;
  /** How many calls it still meets; it counts down. */
  count: number;
  /** No such object, too many requests, Stripe's own fault, no answer at all, or one that breaks off in its midst. */
  answer: 404 | 429 | 500 | 'timeout' | 'cut';
  /** Whether what was asked for has happened all the same. */
  effect: boolean;
}
