import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import { keys } from '../platform/keys.ts';
import { createTable, type Table } from '../platform/table.ts';
import { type Identity, signUp } from './sign-up.ts';
import { parseUser, userAnswer } from './user-item.ts';

let engine: Awaited<ReturnType<typeof startTableEngine>>;
let table: Table;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, patientOutside);
});
afterAll(() => engine.close());

const identity = (provider: Identity['provider'], subject: string, email: string): Identity => ({
  provider,
  subject,
  email,
  emailAuthority: true,
  firstName: 'Ada',
  lastName: null,
  profileImageUrl: null,
});

async function signIn(as: Identity) {
  const outcome = await signUp({ table, outside: patientOutside }, as);
  if (outcome.outcome !== 'signedIn') throw new Error('A test person could not sign in');
  const item = await table.get(keys.user(outcome.userId));
  return { userId: outcome.userId, item, user: parseUser(item ?? {}) };
}

/** As people are who signed up before identities were listed. */
const unlist = (userId: string) =>
  table.update({ Key: keys.user(userId), UpdateExpression: 'REMOVE identities' });

test('an account lists who vouched for its owner: at sign-up, and at joining', async () => {
  expect((await signIn(identity('google', 'g-1', 'one@example.com'))).user.identities).toEqual([
    'google:g-1',
  ]);
  const joined = await signIn(identity('github', '1', 'one@example.com'));
  expect(joined.user.identities).toEqual(['google:g-1', 'github:1']);
});

test('who signed up before identities were listed has each listed when they sign in with it', async () => {
  const google = identity('google', 'g-2', 'two@example.com');
  const { userId } = await signIn(google);
  await unlist(userId);
  const github = await signIn(identity('github', '2', 'two@example.com'));
  expect(github.user.identities).toEqual(['github:2']);
  expect((await signIn(google)).user.identities).toEqual(['github:2', 'google:g-2']);
});

test('a sign-in that brings nothing new writes nothing', async () => {
  const as = identity('google', 'g-3', 'three@example.com');
  const { item } = await signIn(as);
  expect((await signIn(as)).item).toEqual(item);
});

test('ten sign-ins at once list an identity once', async () => {
  const as = identity('google', 'g-4', 'four@example.com');
  const { userId } = await signIn(as);
  await unlist(userId);
  await Promise.all(Array.from({ length: 10 }, () => signIn(as)));
  expect((await signIn(as)).user.identities).toEqual(['google:g-4']);
});

test('identities are never answered', async () => {
  const { user } = await signIn(identity('google', 'g-5', 'five@example.com'));
  expect(JSON.stringify(userAnswer(user))).not.toContain('g-5');
});
