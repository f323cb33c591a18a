import type { ProfileChange } from '../contract/account-routes.ts';
import { AppError } from '../contract/errors.ts';
import { fieldUpdate } from '../platform/field-update.ts';
import { keys } from '../platform/keys.ts';
import type { UsersDeps } from './sign-up.ts';
import { parseUser, type UserItem } from './user-item.ts';

/** Sets the fields that are given; null or an empty text clears one. Throws 400 when there is none. */
export async function updateProfile(
  { table, outside }: UsersDeps,
  userId: string,
  change: ProfileChange,
): Promise<UserItem> {
  const fields = Object.entries(change).map(([name, value]) => [name, value === '' ? null : value]);
  const item = await table.update({
    Key: keys.user(userId),
    ...fieldUpdate(Object.fromEntries(fields), outside.clock.now()),
  });
  if (!item) throw new AppError('not_found', 'User not found');
  return parseUser(item);
}
