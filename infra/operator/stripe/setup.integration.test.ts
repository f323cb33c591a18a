import { describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type Catalog, catalog } from '../../../lib/contract/catalog.ts';
import { stripeEventTypes } from '../../../lib/contract/stripe-events.ts';
import shippedPlans from '../../../plans.json' with { type: 'json' };
import { clientOf, type Lab, openLab } from '../../local/stripe/testing/lab.ts';
import { createProgress } from '../../stripe-setup/progress.ts';
import otherPlans from '../../testing/other-plans.json' with { type: 'json' };
import { stageParameters } from '../parameters.ts';
import { type ParameterServer, startParameterServer } from '../testing/parameter-server.ts';
import { type Setup, setUpStripe } from './setup.ts';

const shipped = catalog.parse(shippedPlans);
const other = catalog.parse(otherPlans);
const secretName = '/cue/prod/STRIPE_WEBHOOK_SECRET';

interface Scene extends AsyncDisposable {
  lab: Lab;
  store: ParameterServer;
  /** Sets up Stripe; answers the lines and how many changes were made. */
  run(setup?: Partial<Setup>, options?: RunOptions): Promise<Run>;
  /** What is there at Stripe, in words. */
  state(): Promise<Record<string, string[]>>;
  secrets(): string[];
}

interface RunOptions {
  dryRun?: boolean;
  cutAfterLines?: number;
  /** The client by the functions' own key. */
  theirs?: Stripe;
}

interface Run {
  lines: string[];
  changes: number;
  left: number;
}

/** A Stripe account without any endpoint and a stage's parameters. */
async function openScene(present: Record<string, string> = {}): Promise<Scene> {
  const lab = await openLab({ webhookUrl: null });
  const store = await startParameterServer(present);
  const { stripe } = lab;
  return {
    lab,
    store,
    run: async (setup, { dryRun = false, cutAfterLines = Number.POSITIVE_INFINITY, theirs } = {}) => {
      const lines: string[] = [];
      const print = (line: string) => {
        lines.push(line);
        if (lines.length >= cutAfterLines) throw new Error('cut off');
      };
      const progress = createProgress(print, { dryRun });
      const stage = setup?.stage ?? 'prod';
      const parameters = stageParameters(store.client, stage);
      await setUpStripe(
        { stripe, theirs, progress, parameters },
        {
          stage,
          owner: stage,
          catalog: shipped,
          siteUrl: 'https://cue.example',
          apiUrl: 'https://cue.example',
          tellsIds: true,
          tellsPortal: true,
          replace: false,
          retire: false,
          trust: false,
          ...setup,
        },
      );
      return { lines, ...progress.result() };
    },
    state: async () => {
      const products = await stripe.products.list({ active: true, limit: 100 });
      const prices = await stripe.prices.list({ limit: 100 });
      const endpoints = await stripe.webhookEndpoints.list();
      const portals = await stripe.billingPortal.configurations.list();
      return {
        products: products.data.map(({ id, name }) => `${id} ${name}`).sort(),
        prices: prices.data
          .filter(({ active }) => active)
          .map(
            ({ lookup_key, unit_amount, recurring }) =>
              `${lookup_key} ${unit_amount} ${recurring?.interval ?? 'once'}`,
          )
          .sort(),
        archived: prices.data
          .filter(({ active }) => !active)
          .map(({ unit_amount, lookup_key }) => `${unit_amount} ${lookup_key}`),
        endpoints: endpoints.data.map(({ url, api_version }) => `${url} ${api_version}`),
        portals: portals.data.map(({ default_return_url }) => String(default_return_url)),
      };
    },
    secrets: () => store.kept.get(secretName)?.Value.split(',') ?? [],
    [Symbol.asyncDispose]: async () => {
      await lab[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const whole = {
  products: [
    'cue-prod-plan-CORE Core',
    'cue-prod-plan-PRO Pro',
    'cue-prod-plan-STUDIO Studio',
    'cue-prod-product-cue-pro-plan-uow4FavR Cue Pro Plan',
  ],
  prices: [
    'cue-prod-plan-CORE-month 499 month',
    'cue-prod-plan-PRO-month 1499 month',
    'cue-prod-plan-PRO-year 14900 year',
    'cue-prod-plan-STUDIO-month 2999 month',
    'cue-prod-product-cue-pro-plan-uow4FavR 2000 once',
  ],
  archived: [],
  endpoints: ['https://cue.example/api/webhooks/stripe 2026-10-28.endive'],
  portals: ['https://cue.example/account'],
};

/** Types only, in whatever order: what grows with each consumer stands in the contract. */
const eventTypes: string[] = stripeEventTypes;

async function endpointOf({ lab }: Scene): Promise<Stripe.WebhookEndpoint> {
  const { data } = await lab.stripe.webhookEndpoints.list();
  const [endpoint] = data;
  if (!endpoint || data.length > 1) throw new Error(`${data.length} endpoints`);
  return endpoint;
}

/** The catalog with Core at another price. */
const dearer = (amount: number): Catalog => ({
  ...shipped,
  plans: shipped.plans.map((plan) =>
    plan.tier === 'CORE'
      ? { ...plan, prices: [{ interval: 'month', amount, setting: 'STRIPE_PRICE_ID_CORE' }] }
      : plan,
  ),
});

describe('what the catalog sells', () => {
  test('is made once: a second run finds all of it and changes nothing', async () => {
    await using scene = await openScene();
    const first = await scene.run();
    expect(await scene.state()).toEqual(whole);
    const kept = new Map(scene.store.kept);
    const second = await scene.run();
    expect([first.changes, second.changes, second.left]).toEqual([16, 0, 0]);
    expect(new Set(second.lines.map((line) => line.split(' ').at(-1)))).toEqual(new Set(['unchanged']));
    expect(await scene.state()).toEqual(whole);
    expect(scene.store.kept).toEqual(kept);
  });

  test('is told to the functions by the names of the catalog, and the secret is encrypted', async () => {
    await using scene = await openScene();
    await scene.run();
    const { data } = await scene.lab.stripe.prices.list({ lookup_keys: ['cue-prod-plan-PRO-year'] });
    expect(scene.store.kept.get('/cue/prod/STRIPE_PRICE_ID_PRO_YEARLY')).toEqual({
      Value: data[0]?.id,
      Type: 'String',
    });
    expect([...scene.store.kept.keys()].sort()).toEqual([
      '/cue/prod/STRIPE_PORTAL_CONFIGURATION',
      '/cue/prod/STRIPE_PRICE_ID_CORE',
      '/cue/prod/STRIPE_PRICE_ID_PRO',
      '/cue/prod/STRIPE_PRICE_ID_PRO_YEARLY',
      '/cue/prod/STRIPE_PRICE_ID_STUDIO',
      secretName,
    ]);
    expect(scene.store.kept.get(secretName)).toEqual({
      Value: expect.stringMatching(/^whsec_\w{32}$/),
      Type: 'SecureString',
    });
  });

  test('follows the catalog: a changed price takes the lookup key over and the old one is archived', async () => {
    await using scene = await openScene();
    await scene.run();
    const oldId = scene.store.kept.get('/cue/prod/STRIPE_PRICE_ID_CORE')?.Value ?? '';
    const { changes } = await scene.run({ catalog: dearer(599) });
    const { prices, archived } = await scene.state();
    expect(prices).toContain('cue-prod-plan-CORE-month 599 month');
    expect(archived).toEqual(['499 null']);
    const newId = scene.store.kept.get('/cue/prod/STRIPE_PRICE_ID_CORE')?.Value ?? '';
    expect(newId).not.toBe(oldId);
    const { data } = await scene.lab.stripe.billingPortal.configurations.list();
    const offered = data[0]?.features.subscription_update.products?.flatMap((product) => product.prices);
    expect(offered).toContain(newId);
    expect(offered).not.toContain(oldId);
    // Price, portal, parameter, and the old price put away.
    expect(changes).toBe(4);
    expect((await scene.run({ catalog: dearer(599) })).changes).toBe(0);
  });

  test('is archived though a person made it the default price of its product', async () => {
    await using scene = await openScene();
    await scene.run();
    const oldId = scene.store.kept.get('/cue/prod/STRIPE_PRICE_ID_CORE')?.Value ?? '';
    await scene.lab.stripe.products.update('cue-prod-plan-CORE', { default_price: oldId });
    await scene.run({ catalog: dearer(599) });
    expect((await scene.lab.stripe.prices.retrieve(oldId)).active).toBe(false);
    await scene.run({ catalog: other });
    expect((await scene.state()).prices).toEqual(['cue-prod-product-cue-pro-plan-uow4FavR 2000 once']);
  });

  test.each([
    ['Café: 20 €', 'cue-prod-product-caf-20-'],
    ['クレジット', 'cue-prod-product-'],
    ['x'.repeat(200), 'cue-prod-product-x'],
  ])('may be called %s, of which Stripe takes a part into the id', async (name, start) => {
    await using scene = await openScene();
    const [product] = shipped.products;
    if (!product) throw new Error('The catalog has no product');
    await scene.run({ catalog: { ...shipped, products: [{ ...product, name }] } });
    const { products } = await scene.state();
    expect(products?.filter((one) => one.endsWith(` ${name}`) && one.startsWith(start))).toHaveLength(1);
  });

  test('is archived when it leaves the catalog, and back in its place when it returns', async () => {
    await using scene = await openScene();
    await scene.run();
    const ids = new Map(scene.store.kept);
    await scene.run({ catalog: other });
    expect((await scene.state()).products).toEqual(['cue-prod-product-cue-pro-plan-uow4FavR Cue Pro Plan']);
    expect((await scene.state()).prices).toEqual(['cue-prod-product-cue-pro-plan-uow4FavR 2000 once']);
    await scene.run();
    expect(await scene.state()).toEqual(whole);
    expect(scene.store.kept).toEqual(ids);
  });

  test('leaves alone what another stage or a person made', async () => {
    await using scene = await openScene();
    await scene.run({ stage: 'test', catalog: dearer(999) });
    await scene.run();
    const special = await scene.lab.stripe.prices.create({
      product: 'cue-prod-plan-CORE',
      currency: 'usd',
      unit_amount: 100,
      recurring: { interval: 'month' },
    });
    expect((await scene.run()).changes).toBe(0);
    expect((await scene.lab.stripe.prices.retrieve(special.id)).active).toBe(true);
    const { products, prices } = await scene.state();
    expect(products?.filter((product) => product.startsWith('cue-test-'))).toHaveLength(4);
    expect(prices).toContain('cue-test-plan-CORE-month 999 month');
  });

  test('a catalog that names a product, a price or a setting twice is refused before anything is made', async () => {
    await using scene = await openScene();
    const [product] = shipped.products;
    if (!product) throw new Error('The catalog has no product');
    await expect(scene.run({ catalog: { ...shipped, products: [product, product] } })).rejects.toThrow(
      'The plan catalog has a product twice: cue-prod-product-cue-pro-plan-uow4FavR',
    );
    const twice = shipped.plans.map((plan) => ({
      ...plan,
      prices: plan.prices.map((price) => ({ ...price, setting: 'STRIPE_PRICE_ID_X' })),
    }));
    await expect(scene.run({ catalog: { ...shipped, plans: twice } })).rejects.toThrow(
      'The plan catalog has a setting twice: STRIPE_PRICE_ID_X',
    );
    expect((await scene.state()).products).toEqual([]);
  });
});

describe('the billing portal', () => {
  test('offers the plans of the catalog and no others, and cancels at the end of the period', async () => {
    await using scene = await openScene();
    await scene.run();
    const { data } = await scene.lab.stripe.billingPortal.configurations.list();
    const idOf = (setting: string) => scene.store.kept.get(`/cue/prod/STRIPE_PRICE_ID_${setting}`)?.Value;
    expect(data[0]).toMatchObject({
      id: scene.store.kept.get('/cue/prod/STRIPE_PORTAL_CONFIGURATION')?.Value,
      metadata: { cue_stage: 'prod' },
      features: {
        customer_update: { enabled: false },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, mode: 'at_period_end' },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          proration_behavior: 'always_invoice',
          products: [
            { product: 'cue-prod-plan-CORE', prices: [idOf('CORE')] },
            { product: 'cue-prod-plan-PRO', prices: [idOf('PRO'), idOf('PRO_YEARLY')] },
            { product: 'cue-prod-plan-STUDIO', prices: [idOf('STUDIO')] },
          ],
        },
      },
    });
  });

  test('offers no change of plan where the catalog has no plan with a price', async () => {
    await using scene = await openScene();
    await scene.run({ catalog: other });
    const { data } = await scene.lab.stripe.billingPortal.configurations.list();
    expect(data[0]?.features).toMatchObject({
      subscription_update: { enabled: false },
      subscription_cancel: { enabled: true },
    });
    expect((await scene.run({ catalog: other })).changes).toBe(0);
  });
});

describe('the webhook endpoint', () => {
  test('asks for exactly the types that consumers act on, in the version that the library reads', async () => {
    await using scene = await openScene();
    await scene.run();
    const { enabled_events, api_version, status, url } = await endpointOf(scene);
    expect({ enabled_events, api_version, status, url }).toEqual({
      enabled_events: eventTypes,
      api_version: Stripe.API_VERSION,
      status: 'enabled',
      url: 'https://cue.example/api/webhooks/stripe',
    });
  });

  test('gets other types, and is switched on again, without a new secret', async () => {
    await using scene = await openScene();
    await scene.run();
    const { id } = await endpointOf(scene);
    const secrets = scene.secrets();
    await scene.lab.stripe.webhookEndpoints.update(id, {
      enabled_events: ['charge.succeeded'],
      disabled: true,
    });
    expect((await scene.run()).changes).toBe(1);
    expect(await endpointOf(scene)).toMatchObject({ id, enabled_events: eventTypes, status: 'enabled' });
    expect(scene.secrets()).toEqual(secrets);
  });

  test('moves with the site', async () => {
    await using scene = await openScene();
    await scene.run();
    const { id } = await endpointOf(scene);
    await scene.run({ apiUrl: 'https://new.example' });
    expect(await endpointOf(scene)).toMatchObject({ id, url: 'https://new.example/api/webhooks/stripe' });
  });

  test('that somebody made by hand is taken over with its secret, once a person vouches for that', async () => {
    await using scene = await openScene({ [secretName]: 'whsec_by_hand' });
    const { id } = await scene.lab.stripe.webhookEndpoints.create({
      url: 'https://cue.example/webhooks/stripe',
      enabled_events: ['*'],
      api_version: Stripe.API_VERSION,
    });
    const told = await scene.run();
    expect(told.left).toBe(1);
    expect(told.lines.join('\n')).toContain('run this again with --trust-secret');
    expect(await endpointOf(scene)).toMatchObject({ id, enabled_events: ['*'], metadata: {} });
    await scene.run({ trust: true });
    expect(await endpointOf(scene)).toMatchObject({
      id,
      enabled_events: eventTypes,
      url: 'https://cue.example/webhooks/stripe',
    });
    expect(scene.secrets()).toEqual(['whsec_by_hand']);
    expect(await scene.run()).toMatchObject({ changes: 0, left: 0 });
  });

  test('of another API version stays until it is replaced, and both secrets count until the old one is retired', async () => {
    await using scene = await openScene({ [secretName]: 'whsec_old' });
    const old = await scene.lab.stripe.webhookEndpoints.create({
      url: 'https://cue.example/api/webhooks/stripe',
      enabled_events: ['charge.succeeded'],
    });
    const told = await scene.run();
    expect(told.left).toBe(1);
    expect(told.lines.join('\n')).toContain('--replace-endpoint makes a second one');
    expect(await endpointOf(scene)).toMatchObject({ id: old.id, enabled_events: ['charge.succeeded'] });
    expect((await scene.run({ trust: true })).left).toBe(1);
    expect(await endpointOf(scene)).toMatchObject({ id: old.id, enabled_events: eventTypes });

    expect((await scene.run({ replace: true })).left).toBe(0);
    expect((await scene.state()).endpoints).toEqual([
      'https://cue.example/api/webhooks/stripe 2026-10-28.endive',
      'https://cue.example/api/webhooks/stripe null',
    ]);
    expect(scene.secrets()).toEqual([expect.stringMatching(/^whsec_\w{32}$/), 'whsec_old']);
    const again = await scene.run({ replace: true });
    expect(again.changes).toBe(0);
    expect(again.lines.join('\n')).toContain(`Older endpoints still deliver: ${old.id}`);

    const [secret = ''] = scene.secrets();
    const retired = await scene.run({ retire: true });
    expect(retired.lines.join('\n')).toContain('Stripe tells only in the dashboard');
    expect((await scene.state()).endpoints).toEqual(whole.endpoints);
    expect(scene.secrets()).toEqual([secret]);
    expect((await scene.run({ retire: true })).changes).toBe(0);
  });

  test('whose secret nobody kept is told of, and a new one is made only when that is asked for', async () => {
    await using scene = await openScene();
    await scene.run();
    const { id } = await endpointOf(scene);
    scene.store.kept.delete(secretName);
    const told = await scene.run();
    expect(told.left).toBe(1);
    expect(told.lines.join('\n')).toContain(
      `The endpoint ${id} at https://cue.example/api/webhooks/stripe is there, but no secret in STRIPE_WEBHOOK_SECRET`,
    );
    expect((await endpointOf(scene)).id).toBe(id);
    await scene.run({ replace: true });
    expect((await endpointOf(scene)).id).not.toBe(id);
    expect(await scene.run()).toMatchObject({ changes: 0, left: 0 });
  });

  test('never takes a secret that it does not know for the right one, unless a person vouches for it', async () => {
    await using scene = await openScene();
    await scene.run();
    const { id, metadata } = await endpointOf(scene);
    const whoever = { Value: 'whsec_of_another_endpoint', Type: 'SecureString' };
    scene.store.kept.set(secretName, whoever);
    expect(await scene.run({ apiUrl: 'https://new.example' })).toMatchObject({ changes: 0, left: 1 });
    expect(await endpointOf(scene)).toMatchObject({
      id,
      metadata,
      url: 'https://cue.example/api/webhooks/stripe',
    });
  });

  test('that was given another secret in the dashboard goes on with the one that a person put first', async () => {
    await using scene = await openScene();
    await scene.run();
    const { id } = await endpointOf(scene);
    const [old = ''] = scene.secrets();
    scene.store.kept.set(secretName, { Value: `whsec_rolled,${old}`, Type: 'SecureString' });
    expect(await scene.run()).toMatchObject({ changes: 0, left: 0 });
    expect((await scene.run({ trust: true })).left).toBe(0);
    expect([(await endpointOf(scene)).id, scene.secrets()]).toEqual([id, ['whsec_rolled', old]]);
    scene.store.kept.set(secretName, { Value: 'whsec_rolled', Type: 'SecureString' });
    expect(await scene.run()).toMatchObject({ changes: 0, left: 0 });
  });

  test("of a deployment stays where it is when a laptop of the same stage's name is set up", async () => {
    await using scene = await openScene();
    await scene.run();
    const { id } = await endpointOf(scene);
    const laptop = {
      owner: 'prod-laptop',
      siteUrl: 'http://localhost:5000',
      tellsIds: false,
      tellsPortal: false,
    };
    await scene.run({ ...laptop, apiUrl: 'https://tunnel.example' });
    expect(await scene.lab.stripe.webhookEndpoints.retrieve(id)).toMatchObject({
      url: 'https://cue.example/api/webhooks/stripe',
      status: 'enabled',
    });
    expect((await scene.state()).portals?.sort()).toEqual([
      'http://localhost:5000/account',
      'https://cue.example/account',
    ]);
  });

  test('has lost its secret when only that of an older one is known', async () => {
    await using scene = await openScene();
    await scene.run();
    const [secret = ''] = scene.secrets();
    await scene.lab.stripe.webhookEndpoints.update((await endpointOf(scene)).id, {
      metadata: { cue_stage: 'x' },
    });
    scene.lab.passSeconds(1);
    await scene.lab.stripe.webhookEndpoints.create({
      url: 'https://cue.example/webhooks/stripe',
      enabled_events: ['*'],
      api_version: Stripe.API_VERSION,
    });
    expect(scene.secrets()).toEqual([secret]);
    expect((await scene.run()).left).toBe(1);
  });

  test('signs with the secret that was kept', async () => {
    await using scene = await openScene();
    await scene.run({ apiUrl: new URL(scene.lab.receiver.url).origin });
    await scene.lab.stripe.webhookEndpoints.update((await endpointOf(scene)).id, { enabled_events: ['*'] });
    await scene.lab.stripe.customers.create();
    await scene.lab.quiet();
    const [{ body, signature } = { body: '', signature: '' }] = scene.lab.receiver.received;
    const [secret = ''] = scene.secrets();
    expect(scene.lab.stripe.webhooks.constructEvent(body, signature, secret).type).toBe('customer.created');
  });

  test('is left out where Stripe cannot reach us', async () => {
    await using scene = await openScene();
    await scene.run({ apiUrl: null, tellsIds: false, tellsPortal: false });
    expect(await scene.state()).toEqual({ ...whole, endpoints: [] });
    expect([...scene.store.kept]).toEqual([]);
  });
});

describe("the functions' own key", () => {
  test('of the same account is fine, by whatever key the run is made', async () => {
    await using scene = await openScene();
    const theirs = clientOf(scene.lab.simulator);
    expect((await scene.run({}, { theirs })).left).toBe(0);
    expect(await scene.run({}, { theirs })).toMatchObject({ changes: 0, left: 0 });
  });

  test('of another account is refused: at once where it shows, else before the run says that all is well', async () => {
    await using scene = await openScene();
    await using elsewhere = await openLab({ webhookUrl: null });
    const theirs = clientOf(elsewhere.simulator);
    await expect(scene.run({}, { theirs })).rejects.toThrow('are of different Stripe accounts');
    await using fresh = await openScene();
    await elsewhere.stripe.webhookEndpoints.create({
      url: 'https://other.example',
      enabled_events: ['*'],
    });
    await expect(fresh.run({}, { theirs })).rejects.toThrow('are of different Stripe accounts');
    expect((await fresh.state()).products).toEqual([]);
  });
});

describe('a run that was cut off', () => {
  test('after any of its lines is taken up where it ended, and nothing is there twice', async () => {
    for (let line = 1; line <= 17; line += 1) {
      await using scene = await openScene();
      await expect(scene.run({}, { cutAfterLines: line })).rejects.toThrow('cut off');
      expect(await scene.run()).toMatchObject({ left: 0 });
      expect({ line, ...(await scene.state()) }).toEqual({ line, ...whole });
      expect((await scene.run()).changes).toBe(0);
    }
  });

  test('after any line of a change is taken up, too', async () => {
    for (let line = 1; line <= 16; line += 1) {
      await using scene = await openScene();
      await scene.run();
      await expect(scene.run({ catalog: dearer(599) }, { cutAfterLines: line })).rejects.toThrow('cut off');
      await scene.run({ catalog: dearer(599) });
      const { prices, archived } = await scene.state();
      expect({ line, prices, archived }).toMatchObject({
        line,
        prices: expect.arrayContaining(['cue-prod-plan-CORE-month 599 month']),
        archived: ['499 null'],
      });
      expect(prices).toHaveLength(5);
    }
  });

  test('between the making of the endpoint and the keeping of its secret gets a new one', async () => {
    await using scene = await openScene();
    scene.store.refuseNextWriteOf('STRIPE_WEBHOOK_SECRET');
    await expect(scene.run()).rejects.toThrow('not authorized');
    const { id } = await endpointOf(scene);
    expect(scene.secrets()).toEqual([]);
    expect((await scene.run()).left).toBe(0);
    expect((await endpointOf(scene)).id).not.toBe(id);
    expect(scene.secrets()).toHaveLength(1);
    expect(await scene.run()).toMatchObject({ changes: 0, left: 0 });
  });
});

test('a dry run says what would be done and does nothing', async () => {
  await using scene = await openScene();
  const { lines, changes } = await scene.run({}, { dryRun: true });
  expect(changes).toBe(11);
  expect(lines[0]).toMatch(/^product {3}Core +would be made$/);
  expect(await scene.state()).toEqual({
    products: [],
    prices: [],
    archived: [],
    endpoints: [],
    portals: [],
  });
  expect([...scene.store.kept]).toEqual([]);
  await scene.run();
  const change = await scene.run({ catalog: dearer(599), replace: true }, { dryRun: true });
  expect(change.lines.filter((line) => line.includes('would be'))).toEqual([
    expect.stringMatching(/^price {5}Core, month, 5\.99 USD +would be made$/),
    expect.stringMatching(/^portal .* would be changed$/),
    expect.stringMatching(/^price {5}price_\w+ +would be archived$/),
  ]);
  expect(await scene.state()).toEqual(whole);
});
