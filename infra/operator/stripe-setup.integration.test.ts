import { describe, expect, test } from '@jest/globals';
import { openLab } from '../local/stripe/testing/lab.ts';
import { startParameterServer } from './testing/parameter-server.ts';
import { spawnCommand } from './testing/spawn-command.ts';

const setup = (args: string[], environment: Record<string, string>) =>
  spawnCommand({ file: 'stripe-setup.ts', args, environment });

const nothingElse = { STRIPE_SECRET_KEY: '', STRIPE_API_URL: '', PLANS_FILE: '', STAGE: '' };

describe('npm run stripe:setup on a laptop', () => {
  test('sets up its Stripe once, for any catalog, and the second time finds all of it', async () => {
    await using lab = await openLab({ webhookUrl: null });
    const environment = {
      ...nothingElse,
      STRIPE_API_URL: lab.simulator.url,
      STRIPE_SECRET_KEY: 'sk_test_lab',
      PLANS_FILE: 'infra/testing/other-plans.json',
    };
    const first = await setup([], environment);
    expect(first.output).toMatch(
      /^Stripe in test mode, account Cue \(acct_1LaptopCloud0001\): the laptop's simulator/,
    );
    expect(first.output).toContain('Done; changes made: 3');
    expect(first.status).toBe(0);
    const second = await setup([], environment);
    expect(second.output).toContain('Nothing had to be changed.');
    expect(second.status).toBe(0);
    expect((await lab.stripe.products.list()).data.map(({ id }) => id)).toEqual([
      'cue-dev-product-cue-pro-plan-uow4FavR',
    ]);
    expect((await lab.stripe.webhookEndpoints.list()).data).toEqual([]);
  }, 30_000);

  test('through a tunnel makes the endpoint too, and prints its secret for .env', async () => {
    await using lab = await openLab({ webhookUrl: null });
    const environment = {
      ...nothingElse,
      STRIPE_API_URL: lab.simulator.url,
      STRIPE_SECRET_KEY: 'sk_test_lab',
    };
    const { output } = await setup(['--site', 'https://tunnel.example'], environment);
    expect(output).toMatch(/^STRIPE_WEBHOOK_SECRET=whsec_\w{32}$/m);
    const { data } = await lab.stripe.webhookEndpoints.list();
    expect(data.map(({ url }) => url)).toEqual(['https://tunnel.example/api/webhooks/stripe']);
    // Not a deployed stage's, which keeps its own in the same account.
    expect(data.map(({ metadata }) => metadata.cue_stage)).toEqual(['dev-laptop']);
  }, 30_000);

  test('by a restricted key, which may not ask for its account, goes on without the name', async () => {
    await using lab = await openLab({ webhookUrl: null });
    const environment = {
      ...nothingElse,
      STRIPE_API_URL: lab.simulator.url,
      STRIPE_SECRET_KEY: 'rk_test_lab',
    };
    const { status, output } = await setup(['--dry-run'], environment);
    expect(output).toMatch(/^Stripe in test mode, an account that a restricted key cannot name: /);
    expect(status).toBe(0);
  }, 30_000);

  test('says in a line what is wrong', async () => {
    const away = { ...nothingElse, STRIPE_API_URL: 'http://localhost:1', STRIPE_SECRET_KEY: 'sk_test_lab' };
    expect((await setup([], away)).output).toContain('Stripe cannot be reached.');
    const noCatalog = await setup([], { ...away, PLANS_FILE: 'package.json' });
    expect(noCatalog.status).toBe(2);
    expect(noCatalog.output).toContain('package.json is not a plan catalog');
    expect((await setup(['--stge', 'prod'], away)).output).toMatch(
      /^Unknown option '--stge'.*\nUsage: npm run/,
    );
  }, 30_000);
});

describe('npm run stripe:setup -- --stage', () => {
  const deployed = { '/cue/prod/FRONTEND_URL': 'https://cue.example' };

  test.each([
    ['a live key without --live', { STRIPE_SECRET_KEY: 'sk_live_1' }, [], 'The key is a live one'],
    ['--live with a test key', { STRIPE_SECRET_KEY: 'rk_test_1' }, ['--live'], 'the key is a test key'],
    ['no key', {}, [], 'There is no Stripe key in /cue/prod/STRIPE_SECRET_KEY.'],
    ['a publishable key', { STRIPE_SECRET_KEY: 'pk_test_1' }, [], 'is no secret key of Stripe'],
    ['a site without https', { STRIPE_SECRET_KEY: 'sk_test_1' }, ['--site', 'http://a.example'], 'no origin'],
  ])(
    'refuses %s before it asks Stripe anything',
    async (_, given, args, words) => {
      const parameters = Object.entries(given).map(([name, value]) => [`/cue/prod/${name}`, value]);
      await using ssm = await startParameterServer({ ...deployed, ...Object.fromEntries(parameters) });
      const environment = { ...nothingElse, AWS_ENDPOINT_URL_SSM: ssm.url };
      const { status, output } = await setup(['--stage', 'prod', ...args], environment);
      expect(status).toBe(2);
      expect(output).toContain(words);
    },
    20_000,
  );

  test("refuses the environment's key when the functions' is of the other mode", async () => {
    await using ssm = await startParameterServer({
      ...deployed,
      '/cue/prod/STRIPE_SECRET_KEY': 'rk_live_1',
    });
    const environment = { ...nothingElse, STRIPE_SECRET_KEY: 'sk_test_1', AWS_ENDPOINT_URL_SSM: ssm.url };
    const { output } = await setup(['--stage', 'prod'], environment);
    expect(output).toContain('are of different modes');
  }, 20_000);

  test('refuses a stage that is not deployed', async () => {
    await using ssm = await startParameterServer();
    const environment = { ...nothingElse, STRIPE_SECRET_KEY: 'sk_test_1', AWS_ENDPOINT_URL_SSM: ssm.url };
    const { output } = await setup(['--stage', 'prod'], environment);
    expect(output).toContain('Deploy the stage first');
  }, 20_000);
});
