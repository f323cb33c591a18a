import type Stripe from 'stripe';
import type { Catalog } from '../contract/catalog.ts';
import type { PriceBook } from '../plans/price-book.ts';
import type { MailDeps } from './send-once.ts';

/** What the mails that events are due are made with. */
export interface EventMailDeps extends MailDeps {
  stripe(): Promise<Stripe>;
  catalog: Catalog;
  prices: PriceBook;
  /** Address of our site, without a slash at its end. */
  site: string;
}
