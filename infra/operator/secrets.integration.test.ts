import { describe, expect, test } from '@jest/globals';
import { type ParameterServer, startParameterServer } from './testing/parameter-server.ts';
import { spawnCommand } from './testing/spawn-command.ts';

interface Given {
  environment?: Record<string, string>;
  input?: string;
}

/** `npm run secrets -- …`, for stage prod. */
const secrets = (ssm: ParameterServer, args: string[], { environment, input }: Given = {}) =>
  spawnCommand({
    file: 'secrets.ts',
    args: [...args, '--stage', 'prod'],
    environment: { AWS_ENDPOINT_URL_SSM: ssm.url, ...environment },
    input,
  });

/** The state of each setting that was listed. */
const states = (output: string) =>
  Object.fromEntries(
    [...output.matchAll(/^([A-Z_]+) +(set|missing|not set|not needed|not valid) /gm)].map(
      ([, name, state]) => [name, state],
    ),
  );

const allOf = (ssm: ParameterServer) =>
  Object.fromEntries([...ssm.kept].map(([name, { Value, Type }]) => [name, `${Type} ${Value}`]));

const deployed = {
  '/cue/prod/FRONTEND_URL': 'https://cue.example',
  '/cue/prod/BACKEND_URL': 'https://cue.example',
};
const key = 'k'.repeat(32);
const encryptionKey = `k1:${'k'.repeat(43)}=`;
const madeUp = {
  '/cue/prod/SESSION_SECRET_KEY': key,
  '/cue/prod/IDENTITY_HASH_KEY': key,
  '/cue/prod/CREDENTIALS_ENCRYPTION_KEYS': encryptionKey,
};

describe('npm run secrets -- list', () => {
  test('says of each setting whether it is there, never its value, and fails while one that is needed is not', async () => {
    await using ssm = await startParameterServer(deployed);
    const { status, output } = await secrets(ssm, ['list']);
    expect(status).toBe(1);
    expect(states(output)).toMatchObject({
      FRONTEND_URL: 'set',
      BACKEND_URL: 'set',
      SESSION_SECRET_KEY: 'missing',
      IDENTITY_HASH_KEY: 'missing',
      CREDENTIALS_ENCRYPTION_KEYS: 'missing',
      GOOGLE_CLIENT_ID: 'not set',
      STRIPE_SECRET_KEY: 'missing',
      STRIPE_WEBHOOK_SECRET: 'missing',
    });
    expect(output).toContain('SESSION_SECRET_KEY is missing, ');
    expect(output).toContain('Written by npm run stripe:setup.');
    expect(output).not.toContain('cue.example');
  }, 20_000);

  test('passes when all that is needed is there; one of a pair alone is missing the other', async () => {
    await using ssm = await startParameterServer({
      ...deployed,
      ...madeUp,
      '/cue/prod/GITHUB_CLIENT_ID': 'id',
    });
    const half = await secrets(ssm, ['list']);
    expect([half.status, states(half.output).GITHUB_CLIENT_SECRET]).toEqual([1, 'missing']);
    ssm.kept.set('/cue/prod/GITHUB_CLIENT_SECRET', { Value: 'secret', Type: 'SecureString' });
    const whole = await secrets(ssm, [], { environment: { STRIPE_ENABLED: 'false' } });
    expect([whole.status, states(whole.output).STRIPE_SECRET_KEY]).toEqual([0, 'not needed']);
    expect(whole.output).toContain('All that this stage needs is set.');
  }, 20_000);

  test('does not pass while nobody could sign in, or pay where payments are on', async () => {
    await using ssm = await startParameterServer({ ...deployed, ...madeUp });
    const nobody = await secrets(ssm, ['list'], { environment: { STRIPE_ENABLED: 'false' } });
    expect(nobody.status).toBe(1);
    expect(nobody.output).toContain("nobody can sign in without Google's pair or GitHub's.");
    for (const name of ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'])
      ssm.kept.set(`/cue/prod/${name}`, { Value: 'google', Type: 'SecureString' });
    const nothingSold = await secrets(ssm, ['list'], { environment: { STRIPE_ENABLED: '' } });
    expect(nothingSold.status).toBe(1);
    expect(nothingSold.output.trim().split('\n').at(-1)).toBe(
      'STRIPE_SECRET_KEY is missing, STRIPE_PUBLISHABLE_KEY is missing, STRIPE_WEBHOOK_SECRET is missing, STRIPE_PORTAL_CONFIGURATION is missing.',
    );
  }, 20_000);

  test('finds a value that functions could not read', async () => {
    await using ssm = await startParameterServer({ ...deployed, '/cue/prod/SESSION_SECRET_KEY': 'short' });
    const { status, output } = await secrets(ssm, ['list']);
    expect([status, states(output).SESSION_SECRET_KEY]).toEqual([1, 'not valid']);
    expect(output).not.toContain('short');
  }, 20_000);
});

describe('npm run secrets -- set', () => {
  test('takes one value by a pipe, without its line end, encrypted, and never shows it', async () => {
    await using ssm = await startParameterServer();
    const set = await secrets(ssm, ['set', 'STRIPE_SECRET_KEY'], { input: 'sk_test_piped\n' });
    expect(set).toEqual({ status: 0, output: '/cue/prod/STRIPE_SECRET_KEY written\n' });
    await secrets(ssm, ['set', 'STRIPE_PUBLISHABLE_KEY'], { input: 'pk_test_piped' });
    expect(allOf(ssm)).toEqual({
      '/cue/prod/STRIPE_SECRET_KEY': 'SecureString sk_test_piped',
      '/cue/prod/STRIPE_PUBLISHABLE_KEY': 'String pk_test_piped',
    });
  }, 20_000);

  test('writes over nothing unless told to', async () => {
    await using ssm = await startParameterServer();
    const put = (value: string, ...flags: string[]) =>
      secrets(ssm, ['set', 'GOOGLE_CLIENT_ID', ...flags], { input: value });
    await put('one');
    expect(await put('two')).toEqual({
      status: 1,
      output: 'GOOGLE_CLIENT_ID is set already; --overwrite writes another value\n',
    });
    expect(allOf(ssm)['/cue/prod/GOOGLE_CLIENT_ID']).toBe('SecureString one');
    expect((await put('three', '--overwrite')).status).toBe(0);
    expect(allOf(ssm)['/cue/prod/GOOGLE_CLIENT_ID']).toBe('SecureString three');
  }, 20_000);

  test('never changes what people who had a trial are known by, unless no function could read it', async () => {
    await using ssm = await startParameterServer({ '/cue/prod/IDENTITY_HASH_KEY': key });
    const again = ['set', 'IDENTITY_HASH_KEY', '--overwrite'];
    expect(await secrets(ssm, again, { input: 'o'.repeat(32) })).toEqual({
      status: 1,
      output: 'IDENTITY_HASH_KEY is set already, and never changes\n',
    });
    expect(allOf(ssm)).toEqual({ '/cue/prod/IDENTITY_HASH_KEY': `String ${key}` });
    ssm.kept.set('/cue/prod/IDENTITY_HASH_KEY', { Value: 'short', Type: 'SecureString' });
    expect((await secrets(ssm, again, { input: key })).status).toBe(0);
    expect(allOf(ssm)).toEqual({ '/cue/prod/IDENTITY_HASH_KEY': `SecureString ${key}` });
  }, 20_000);

  test('never writes over what credentials are encrypted with', async () => {
    await using ssm = await startParameterServer({ '/cue/prod/CREDENTIALS_ENCRYPTION_KEYS': encryptionKey });
    const other = `k2:${'o'.repeat(43)}=`;
    expect(
      await secrets(ssm, ['set', 'CREDENTIALS_ENCRYPTION_KEYS', '--overwrite'], { input: other }),
    ).toEqual({
      status: 1,
      output: 'CREDENTIALS_ENCRYPTION_KEYS is set already; npm run credential-keys rotates it\n',
    });
    expect(allOf(ssm)).toEqual({ '/cue/prod/CREDENTIALS_ENCRYPTION_KEYS': `String ${encryptionKey}` });
  }, 20_000);

  test('refuses a key of the other mode, which the customers in the table would not exist in', async () => {
    await using ssm = await startParameterServer({ '/cue/prod/STRIPE_PUBLISHABLE_KEY': 'pk_test_1' });
    const refused = await secrets(ssm, ['set', 'STRIPE_SECRET_KEY'], { input: 'rk_live_1' });
    expect(refused.status).toBe(2);
    expect(refused.output).toContain('STRIPE_SECRET_KEY is a live key, and this stage has test ones.');
    const again = ['set', 'STRIPE_PUBLISHABLE_KEY', '--overwrite'];
    expect((await secrets(ssm, again, { input: 'pk_live_1' })).status).toBe(2);
    expect((await secrets(ssm, again, { input: 'pk_test_2' })).status).toBe(0);
    const environment = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' };
    await secrets(ssm, ['set', 'STRIPE_SECRET_KEY', '--from-env'], { environment });
    expect(allOf(ssm)).toEqual({ '/cue/prod/STRIPE_PUBLISHABLE_KEY': 'String pk_test_2' });
  }, 20_000);

  test('refuses two keys of different modes at once', async () => {
    await using ssm = await startParameterServer();
    const environment = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' };
    const names = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'];
    expect((await secrets(ssm, ['set', ...names, '--from-env'], { environment })).status).toBe(2);
    expect(allOf(ssm)).toEqual({ '/cue/prod/STRIPE_SECRET_KEY': 'SecureString sk_test_1' });
  }, 20_000);

  test('changes the mode of both keys at once when told to, and of one never', async () => {
    await using ssm = await startParameterServer({
      '/cue/prod/STRIPE_SECRET_KEY': 'sk_test_1',
      '/cue/prod/STRIPE_PUBLISHABLE_KEY': 'pk_test_1',
    });
    const before = allOf(ssm);
    const other = (environment: Record<string, string>) =>
      secrets(ssm, ['set', '--other-mode', '--from-env'], { environment });
    const mixed = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_test_1' };
    const half = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: '' };
    for (const environment of [mixed, half]) expect((await other(environment)).status).toBe(2);
    expect(allOf(ssm)).toEqual(before);
    const { status, output } = await other({ ...mixed, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' });
    expect(status).toBe(0);
    expect(output).toContain('Run it again.');
    expect(allOf(ssm)).toEqual({
      '/cue/prod/STRIPE_SECRET_KEY': 'SecureString sk_live_1',
      '/cue/prod/STRIPE_PUBLISHABLE_KEY': 'String pk_live_1',
    });
  }, 20_000);

  test('an empty pipe is a slip: it replaces nothing, and makes nothing up', async () => {
    await using ssm = await startParameterServer();
    const empty = ['set', 'SESSION_SECRET_KEY', '--overwrite'];
    expect(await secrets(ssm, empty, { input: '\n' })).toEqual({
      status: 2,
      output: 'The pipe holds no value for SESSION_SECRET_KEY; nothing was written.\n',
    });
    expect(allOf(ssm)).toEqual({});
    ssm.kept.set('/cue/prod/SESSION_SECRET_KEY', { Value: key, Type: 'SecureString' });
    const passedOver = await secrets(ssm, [...empty, '--from-env'], {
      environment: { SESSION_SECRET_KEY: '' },
    });
    expect(passedOver).toEqual({ status: 0, output: 'SESSION_SECRET_KEY passed over\n' });
    expect(allOf(ssm)).toEqual({ '/cue/prod/SESSION_SECRET_KEY': `SecureString ${key}` });
  }, 20_000);

  test('writes nothing that functions could not read, and does not show it', async () => {
    await using ssm = await startParameterServer();
    const { status, output } = await secrets(ssm, ['set', 'SESSION_SECRET_KEY'], { input: 'too short' });
    expect(status).toBe(2);
    expect(output).toMatch(/^SESSION_SECRET_KEY is not valid; nothing was written\./);
    expect(output).not.toContain('too short');
    expect(allOf(ssm)).toEqual({});
  }, 20_000);

  test('never publishes a secret key, and puts no key in the place of another', async () => {
    await using ssm = await startParameterServer();
    const environment = {
      STRIPE_SECRET_KEY: 'pk_live_1',
      STRIPE_PUBLISHABLE_KEY: 'sk_live_1',
      STRIPE_WEBHOOK_SECRET: 'sk_live_1',
    };
    for (const name of Object.keys(environment)) {
      const { status, output } = await secrets(ssm, ['set', name, '--from-env'], { environment });
      expect(status).toBe(2);
      expect(output).toMatch(new RegExp(`^${name} is not valid; nothing was written\\.`));
      expect(output).not.toContain('_live_1');
    }
    expect(allOf(ssm)).toEqual({});
  }, 20_000);

  test('without a name takes all that is not there from the environment, and makes up what nobody has to know', async () => {
    await using ssm = await startParameterServer({ '/cue/prod/GITHUB_CLIENT_ID': 'kept' });
    const environment = { STRIPE_SECRET_KEY: 'sk_test_env', GITHUB_CLIENT_ID: 'other' };
    const { status, output } = await secrets(ssm, ['set', '--from-env'], { environment });
    expect(status).toBe(0);
    expect(output).toContain('GOOGLE_CLIENT_ID passed over');
    expect(output).not.toContain('sk_test_env');
    expect(allOf(ssm)).toEqual({
      '/cue/prod/GITHUB_CLIENT_ID': 'String kept',
      '/cue/prod/SESSION_SECRET_KEY': expect.stringMatching(/^SecureString [A-Za-z0-9+/]{64}$/),
      '/cue/prod/IDENTITY_HASH_KEY': expect.stringMatching(/^SecureString [A-Za-z0-9+/]{64}$/),
      '/cue/prod/CREDENTIALS_ENCRYPTION_KEYS': expect.stringMatching(/^SecureString k1:[A-Za-z0-9+/]{43}=$/),
      '/cue/prod/STRIPE_SECRET_KEY': 'SecureString sk_test_env',
    });
    const made = [...ssm.kept].filter(([name]) => /_KEYS?$/.test(name) && !name.includes('STRIPE'));
    expect(new Set(made.map(([, { Value }]) => Value)).size).toBe(3);
    for (const [, { Value }] of made) expect(output).not.toContain(Value);
  }, 20_000);

  test.each([
    ['FRONTEND_URL', 'FRONTEND_URL is written by npm run deploy'],
    ['TABLE_NAME', 'No function reads TABLE_NAME from SSM'],
  ])(
    'refuses %s',
    async (name, words) => {
      await using ssm = await startParameterServer();
      const { status, output } = await secrets(ssm, ['set', name], { input: 'https://cue.example' });
      expect(status).toBe(2);
      expect(output).toContain(words);
      expect(allOf(ssm)).toEqual({});
    },
    20_000,
  );

  test('says in a line what AWS refuses', async () => {
    await using ssm = await startParameterServer();
    ssm.refuseNextWriteOf('GOOGLE_CLIENT_ID');
    expect(await secrets(ssm, ['set', 'GOOGLE_CLIENT_ID'], { input: 'id' })).toEqual({
      status: 2,
      output: 'AWS refused: AccessDeniedException: not authorized to perform ssm:PutParameter\n',
    });
  }, 20_000);
});

test('without a stage, or with one that is none, it only says how it is used', async () => {
  const bare = await spawnCommand({ file: 'secrets.ts' });
  expect(bare.status).toBe(2);
  expect(bare.output).toMatch(/^Usage: npm run secrets/);
  const wrong = await spawnCommand({ file: 'secrets.ts', args: ['list', '--stage', '../dev'] });
  expect(wrong).toEqual({
    status: 2,
    output: '../dev is no stage: small letters and digits, at most 16, a letter first.\n',
  });
}, 20_000);
