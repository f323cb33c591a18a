import { AppError } from '../contract/errors.ts';

/**
 * Of the update of an item that is there: sets the fields that are given, each by itself, so that two changes at a time
 * both count, and takes away those that are null. Throws 400 when nothing is given.
 */
export function fieldUpdate(change: Readonly<Record<string, unknown>>, now: Date) {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  if (given.length === 0) throw new AppError('invalid_request', 'No valid fields to update');
  const set = given.filter(([, value]) => value !== null);
  const removed = given.filter(([, value]) => value === null).map(([name]) => `#${name}`);
  const assignments = [...set.map(([name]) => `#${name} = :${name}`), 'updatedAt = :now'];
  return {
    UpdateExpression: `SET ${assignments.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      ':now': now.toISOString(),
    },
  };
}
