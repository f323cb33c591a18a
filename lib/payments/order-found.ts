import { type Parked, parked } from '../events/outcome.ts';
import type { PaymentItem } from './payment-item.ts';

/** The order, or why there is none: no waiting would bring it. */
export type FoundOrder =
  /** `erasedAt`: when its person deleted their account. */
  { outcome: 'found'; order: PaymentItem; erasedAt?: string } | Missing;

export interface Missing {
  outcome: 'missing';
  parked: Parked;
}

export const missing = (...why: Parameters<typeof parked>): Missing => ({
  outcome: 'missing',
  parked: parked(...why),
});
