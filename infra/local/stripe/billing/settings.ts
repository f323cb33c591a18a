import { notes } from '../store/notes.ts';
import type { Store } from '../store/store.ts';

/** What a Stripe account sets in its dashboard about unpaid invoices and the mails around them. */
export interface BillingSettings {
  /** When a failed renewal is tried again, in days since the first try. */
  retryDays: number[];
  /** What becomes of the subscription when the last try fails too. */
  afterRetries: 'canceled' | 'unpaid' | 'past_due';
  /** How many days before a renewal `invoice.upcoming` is sent. */
  upcomingDays: number;
}

/** Much like Stripe's smart retries, whose own days a model chooses. */
const usual: BillingSettings = { retryDays: [3, 5, 7], afterRetries: 'canceled', upcomingDays: 7 };

const kept = notes<Partial<BillingSettings>>('billing');
const NOTE = 'settings';

export function billingSettings(store: Store): BillingSettings {
  return { ...usual, ...kept.read(store, NOTE) };
}

/** What is not named goes back to what is usual. */
export function setBilling(store: Store, settings: Partial<BillingSettings>): BillingSettings {
  kept.write(store, NOTE, settings);
  return billingSettings(store);
}
