import * as z from 'zod/mini';
import type { Preferences } from '../contract/preference-routes.ts';
import type { Item } from '../platform/table.ts';

/** As they stand on the person's own item: everything is wanted until they say otherwise. */
const choices = z.object({
  mailsReceipts: z._default(z.boolean(), true),
  mailsProduct: z._default(z.boolean(), true),
});

/** Which mails that a person can do without they want. */
export function wantedMails(item: Item): Preferences['emails'] {
  const { mailsReceipts: receipts, mailsProduct: product } = choices.parse(item);
  return { receipts, product };
}
