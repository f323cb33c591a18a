import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AccountWorld, startAccountWorld } from '../../infra/testing/account-world.ts';
import { keys } from '../platform/keys.ts';
import { linkIdentity } from './link-identity.ts';

const trialKey = 'a secret of at least thirty-two characters';
const gone = 'The account or the session that asked for the link is not there any more';

let world: AccountWorld;
beforeAll(async () => {
  world = await startAccountWorld();
});
afterAll(() => world.close());

const link = (userId: string, sessionHash: string, subject: string) => {
  const names = { firstName: null, lastName: null, profileImageUrl: null };
  const identity = {
    provider: 'google',
    subject,
    email: 'x@gmail.com',
    emailAuthority: true,
    ...names,
  } as const;
  return linkIdentity({ ...world, trialKey }, { userId, sessionHash, identity });
};

test('a link whose session ended at that moment is none', async () => {
  const { userId } = await world.person();
  await expect(link(userId, 'ended', 'g-1')).rejects.toThrow(gone);
  expect(await world.table.get(keys.identity('google', 'g-1'))).toBeUndefined();
});

test('an account that is gone is not brought back by a link', async () => {
  const { userId } = await world.person();
  await world.table.put({ Item: keys.session(userId, 'left') });
  await world.table.remove({ Key: keys.user(userId) });
  await expect(link(userId, 'left', 'g-2')).rejects.toThrow(gone);
  expect(await world.table.get(keys.user(userId))).toBeUndefined();
  expect(await world.table.get(keys.identity('google', 'g-2'))).toBeUndefined();
});
