import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import {
  languages,
  type Preferences,
  type PreferencesChange,
  themes,
} from '../contract/preference-routes.ts';
import { fieldUpdate } from '../platform/field-update.ts';
import { keys } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import type { UsersDeps } from './sign-up.ts';
import { wantedMails } from './wanted-mails.ts';

/** On the person's own item. */
const siteChoices = z.object({
  theme: z._default(z.enum(themes), 'system'),
  language: z._default(z.enum(languages), 'en'),
  timezone: z._default(z.nullable(z.string()), null),
});

function present(item: Item | undefined): Preferences {
  if (!item) throw new AppError('not_found', 'User not found');
  return { ...siteChoices.parse(item), emails: wantedMails(item) };
}

export async function readPreferences({ table }: UsersDeps, userId: string): Promise<Preferences> {
  return present(await table.get(keys.user(userId)));
}

/** Sets what is given. Throws 400 when that is nothing. */
export async function updatePreferences(
  { table, outside }: UsersDeps,
  userId: string,
  { emails = {}, ...site }: PreferencesChange,
): Promise<Preferences> {
  const change = { ...site, mailsReceipts: emails.receipts, mailsProduct: emails.product };
  const item = await table.update({
    Key: keys.user(userId),
    ...fieldUpdate(change, outside.clock.now()),
  });
  return present(item);
}
