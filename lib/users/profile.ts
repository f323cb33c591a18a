import type { ProfileChange } from '../contract/account-routes.ts';
import { AppError } from '../contract/errors.ts';
import { keys } from '../platform/keys.ts';
import type { UsersDeps } from './sign-up.ts';
import { parseUser, type UserItem } from './user-item.ts';

/** Sets the fields that are given; null or an empty text clears one. Throws 400 when there is none. */
export async function updateProfile(
  { table, outside }: UsersDeps,
  userId: string,
  change: ProfileChange,
): Promise<UserItem> {
  const fields = Object.entries(change).filter(([, value]) => value !== undefined);
  if (fields.length === 0) throw new AppError('invalid_request', 'No valid fields to update');
  const cleared = fields.filter(([, value]) => value === null || value === '').map(([name]) => name);
  const set = fields.filter(([name]) => !cleared.includes(name));
  const assignments = [...set.map(([name]) => `#${name} = :${name}`), 'updatedAt = :now'].join(', ');
  const item = await table.update({
    Key: keys.user(userId),
    UpdateExpression: `SET ${assignments}${cleared.length > 0 ? ` REMOVE ${cleared.map((name) => `#${name}`).join(', ')}` : ''}`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ':now': outside.clock.now().toISOString(),
    },
  });
  if (!item) throw new AppError('not_found', 'User not found');
  return parseUser(item);
}
