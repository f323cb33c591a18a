import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import { keys } from '../platform/keys.ts';
import { createTable, type Table } from '../platform/table.ts';
import { emailHash } from '../users/email-address.ts';
import { unlinkIdentity } from '../users/identities.ts';
import { linkIdentity } from '../users/link-identity.ts';
import { type Identity, signUp } from '../users/sign-up.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { claimTrial, type TrialPerson, trialApplies, trialMarkers } from './trials.ts';

const trialKey = 'a secret of at least thirty-two characters';

let engine: Awaited<ReturnType<typeof startTableEngine>>;
let table: Table;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, patientOutside);
});
afterAll(() => engine.close());

const vouched = (provider: Identity['provider'], subject: string, email: string): Identity => ({
  provider,
  subject,
  email,
  emailAuthority: true,
  firstName: null,
  lastName: null,
  profileImageUrl: null,
});

async function signedUp(...sightings: [Identity['provider'], string, string][]): Promise<UserItem> {
  let userId = '';
  for (const sighting of sightings) {
    const outcome = await signUp({ table, outside: patientOutside }, vouched(...sighting));
    if (outcome.outcome !== 'signedIn') throw new Error('A test person could not sign in');
    userId = outcome.userId;
  }
  return parseUser((await table.get(keys.user(userId))) ?? {});
}

/** As erasing an account does. */
async function erase({ userId, email, identities }: UserItem): Promise<void> {
  const ofIdentity = identities.map((identity) => {
    const [provider = '', subject = ''] = identity.split(':');
    return keys.identity(provider, subject);
  });
  for (const Key of [keys.user(userId), keys.email(emailHash(email ?? '')), ...ofIdentity])
    await table.remove({ Key });
}

async function read({ userId }: UserItem): Promise<UserItem> {
  return parseUser((await table.get(keys.user(userId))) ?? {});
}

/** As a person does in a session of theirs. */
async function link(user: UserItem, ...sighting: [Identity['provider'], string, string]): Promise<UserItem> {
  const deps = { table, outside: patientOutside, trialKey };
  await table.put({ Item: keys.session(user.userId, 'hash') });
  const linking = { userId: user.userId, sessionHash: 'hash', identity: vouched(...sighting) };
  expect(await linkIdentity(deps, linking)).toBe('linked');
  return read(user);
}

const had = (person: TrialPerson, subscriptionId: string) =>
  table.transact(claimTrial(trialKey, person, subscriptionId));
const applies = (user: UserItem) => trialApplies({ table, trialKey }, user);

describe('a trial is had once', () => {
  test('by an account', async () => {
    const ada = await signedUp(['google', 'g-ada', 'ada@example.com']);
    expect(await applies(ada)).toBe(true);
    expect(await had(ada, 'sub_ada')).toEqual({ outcome: 'done' });
    expect(await applies(ada)).toBe(false);
  });

  test('by an address, however it is spelled', async () => {
    await had(await signedUp(['google', 'g-bo1', 'bo.bo+cue@gmail.com']), 'sub_bo');
    expect(await applies(await signedUp(['github', '2', 'B.obo+again@googlemail.com']))).toBe(false);
    expect(await applies(await signedUp(['github', '3', 'bo.bo.2@gmail.com']))).toBe(true);
  });

  test('by an identity, after the account was deleted and made again with another address', async () => {
    const cy = await signedUp(['google', 'g-cy', 'cy@example.com']);
    await had(cy, 'sub_cy');
    await erase(cy);
    const again = await signedUp(['google', 'g-cy', 'cy@elsewhere.example']);
    expect(again.userId).not.toBe(cy.userId);
    expect(await applies(again)).toBe(false);
  });

  test('by each identity of an account that has several', async () => {
    const di = await signedUp(['google', 'g-di', 'di@example.com'], ['github', '77', 'di@example.com']);
    expect(di.identities).toEqual(['google:g-di', 'github:77']);
    await had(di, 'sub_di');
    await erase(di);
    expect(await applies(await signedUp(['github', '77', 'di@elsewhere.example']))).toBe(false);
  });

  test('from the moment that the subscription is known, before its first invoice', async () => {
    const ed = await signedUp(['google', 'g-ed', 'ed@example.com']);
    const subscription = { trialStart: '2026-11-21T10:00:00Z' } as UserItem['subscription'];
    expect(await applies({ ...ed, subscription })).toBe(false);
  });

  test('and the same subject at another provider is somebody else', async () => {
    await had(await signedUp(['google', '4711', 'fay@example.com']), 'sub_fay');
    expect(await applies(await signedUp(['github', '4711', 'gus@example.com']))).toBe(true);
  });
});

describe('claiming a trial', () => {
  test('again for the same subscription changes nothing', async () => {
    const person = { email: 'hal@example.com', identities: ['google:g-hal'], cardFingerprint: 'fp_hal' };
    expect(await had(person, 'sub_hal')).toEqual({ outcome: 'done' });
    expect(await had(person, 'sub_hal')).toEqual({ outcome: 'done' });
  });

  test('with a card that another person had one with says that it was the card; the rest can still be marked', async () => {
    await had(
      { email: 'ida@example.com', identities: ['google:g-ida'], cardFingerprint: 'fp_shared' },
      'sub_ida',
    );
    const jo = { email: 'jo@example.com', identities: ['google:g-jo'], cardFingerprint: 'fp_shared' };
    expect(await had(jo, 'sub_jo')).toEqual({ outcome: 'refused', refused: [false, false, true] });
    expect(await trialApplies({ table, trialKey }, { ...jo, subscription: undefined })).toBe(true);
    await table.transact(claimTrial(trialKey, jo, 'sub_jo').slice(0, 2));
    expect(await trialApplies({ table, trialKey }, { ...jo, subscription: undefined })).toBe(false);
  });

  test('by two subscriptions at once is won by one', async () => {
    const person = { email: 'kim@example.com', identities: ['google:g-kim'] };
    const outcomes = await Promise.all(['sub_k1', 'sub_k2', 'sub_k3'].map((id) => had(person, id)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused', 'refused']);
  });
});

test('a marker tells nobody what it stands for, nor do address, identity and card of one text share one', () => {
  const [address, identity, card] = trialMarkers(trialKey, {
    email: 'lea@example.com',
    identities: ['lea@example.com', 'lea@example.com'],
    cardFingerprint: 'lea@example.com',
  });
  expect(address).toEqual({ pk: 'TRIAL#6t_gfJx3S6Z8ejcce6fVjroMp5i-s9raUs9muTT7w6A', sk: 'TRIAL' });
  expect(new Set([address?.pk, identity?.pk, card?.pk]).size).toBe(3);
  const [other] = trialMarkers(`${trialKey}.`, { email: 'lea@example.com', identities: [] });
  expect(other?.pk).not.toBe(address?.pk);
});

describe('a way to sign in that is linked and unlinked opens no other trial', () => {
  test('when it was linked before the trial', async () => {
    const ada = await link(
      await signedUp(['github', '901', 'a901@example.com']),
      'google',
      'g-901',
      'b901@example.com',
    );
    await unlinkIdentity(table, ada, 'google');
    await had(await read(ada), 'sub_901');
    expect(await applies(await signedUp(['google', 'g-901', 'b901@example.com']))).toBe(false);
  });

  test('when it was linked after the trial', async () => {
    const ada = await signedUp(['github', '902', 'a902@example.com']);
    await had(ada, 'sub_902');
    await unlinkIdentity(table, await link(ada, 'google', 'g-902', 'b902@example.com'), 'google');
    const again = await signedUp(['google', 'g-902', 'b902@example.com']);
    expect(again.userId).not.toBe(ada.userId);
    expect(await applies(again)).toBe(false);
  });

  test('also when nobody knows an address of who had it', async () => {
    const identity = vouched('https%3A%2F%2Fchat.test', '907', '');
    const person = await signUp({ table, outside: patientOutside }, { ...identity, email: undefined });
    const item = await table.get(keys.user(person.outcome === 'signedIn' ? person.userId : ''));
    const ada = parseUser(item ?? {});
    await had(ada, 'sub_907');
    await erase(await link(ada, 'google', 'g-907', 'b907@example.com'));
    expect(await applies(await signedUp(['google', 'g-907', 'b907@example.com']))).toBe(false);
  });

  test('nor when the account that had it was erased', async () => {
    const ada = await signedUp(['github', '903', 'a903@example.com']);
    await had(ada, 'sub_903');
    await erase(await link(ada, 'google', 'g-903', 'b903@example.com'));
    expect(await applies(await signedUp(['google', 'g-903', 'c903@example.com']))).toBe(false);
  });

  test('and one that had a trial of its own takes it along', async () => {
    const eve = await signedUp(['google', 'g-904', 'e904@example.com']);
    await had(eve, 'sub_904');
    await erase(eve);
    const ada = await link(
      await signedUp(['github', '904', 'a904@example.com']),
      'google',
      'g-904',
      'e904@example.com',
    );
    expect(await applies(ada)).toBe(false);
    await unlinkIdentity(table, ada, 'google');
    expect(await applies(await read(ada))).toBe(false);
  });

  test('and one that had its own is linked to who had theirs', async () => {
    const eve = await signedUp(['google', 'g-906', 'e906@example.com']);
    await had(eve, 'sub_906e');
    await erase(eve);
    const ada = await signedUp(['github', '906', 'a906@example.com']);
    await had(ada, 'sub_906a');
    expect((await link(ada, 'google', 'g-906', 'e906@example.com')).identities).toEqual([
      'github:906',
      'google:g-906',
    ]);
  });

  test('while nobody had a trial, linking takes none away', async () => {
    const ada = await link(
      await signedUp(['github', '905', 'a905@example.com']),
      'google',
      'g-905',
      'b905@example.com',
    );
    expect(await applies(ada)).toBe(true);
    await unlinkIdentity(table, ada, 'google');
    expect(await applies(await signedUp(['google', 'g-905', 'b905@example.com']))).toBe(true);
  });
});
