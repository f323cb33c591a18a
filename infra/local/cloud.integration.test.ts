import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { type LocalCloud, startLocalCloud } from './cloud.ts';
import type { OutsideFor } from './functions/load-function.ts';
import type { Ports } from './ports.ts';
import { laptopClients } from './testing/laptop-clients.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const anyPorts: Ports = { web: 0, api: 0, table: 0, events: 0, mailbox: 0, google: 0, github: 0, stripe: 0 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let cloud: LocalCloud | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
  await folder.remove();
  jest.restoreAllMocks();
});

async function start(given: Record<string, string> = {}, outsideFor?: OutsideFor): Promise<LocalCloud> {
  const where = { ports: anyPorts, directory: folder.path, web: false };
  cloud = await startLocalCloud({ given, ...where, ...(outsideFor ? { outsideFor } : {}) });
  return cloud;
}

async function putEvent({ addresses, settings }: LocalCloud, type: string, id: string): Promise<void> {
  const { events } = laptopClients(addresses.events);
  const detail = { id, object: 'event', type, created: 1_795_255_200, livemode: false, data: { object: {} } };
  const entry = { Source: 'stripe', DetailType: type, Detail: JSON.stringify(detail) };
  await events.send(new PutEventsCommand({ Entries: [{ ...entry, EventBusName: settings.BUS_NAME }] }));
  events.destroy();
}

async function inboxOf({ addresses, settings }: LocalCloud, id: string): Promise<string[]> {
  const table = new DynamoDBClient({ endpoint: addresses.table });
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: settings.TABLE_NAME,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `EVENT#${id}` } },
    }),
  );
  table.destroy();
  return Items.map((item) => item.sk?.S ?? '');
}

describe('the whole cloud', () => {
  test('sells the catalog at the simulator from the first moment, once, and tells nobody', async () => {
    const offer = async ({ addresses, settings }: LocalCloud) => {
      const read = async (path: string) => {
        const headers = { authorization: 'Bearer sk_test_laptop' };
        const { data }: { data: { id: string }[] } = await (
          await fetch(`${addresses.stripe}/v1/${path}?limit=100`, { headers })
        ).json();
        return data.map(({ id }) => id);
      };
      return {
        products: await read('products'),
        prices: await read('prices'),
        portals: await read('billing_portal/configurations'),
        told: settings.STRIPE_PORTAL_CONFIGURATION,
      };
    };
    const first = await start();
    const before = await offer(first);
    expect([...before.products].sort()).toEqual([
      'cue-dev-plan-CORE',
      'cue-dev-plan-PRO',
      'cue-dev-plan-STUDIO',
      expect.stringMatching(/^cue-dev-product-cue-pro-plan-/),
    ]);
    expect(before.prices).toHaveLength(5);
    expect(before.portals).toEqual([before.told]);
    await first.quiet();
    const { pending } = await (await fetch(`${first.addresses.stripe}/_sim/webhooks`)).json();
    expect(pending).toBe(0);
    await first.close();
    expect(await offer(await start())).toEqual(before);
  });

  test('is healthy, and serves every function of the contract', async () => {
    const { addresses } = await start();
    const answers = await Promise.all(
      ['/health', '/api/payments/plans', '/api/billing/credits', '/api/auth/user', '/nothing'].map(
        async (path) => (await fetch(addresses.api + path)).status,
      ),
    );
    expect(answers).toEqual([200, 200, 401, 401, 404]);
  });

  test('sets nothing up at a Stripe that is not its own', async () => {
    const { settings } = await start({
      STRIPE_SECRET_KEY: 'sk_test_mine',
      STRIPE_API_URL: 'http://127.0.0.1:9',
    });
    expect(settings.STRIPE_PORTAL_CONFIGURATION).toBeUndefined();
  });

  test('an event on the bus reaches its consumers, and what they wrote is there after a restart', async () => {
    const first = await start();
    await putEvent(first, 'customer.created', 'evt_kept');
    await first.quiet();
    expect(await inboxOf(first, 'evt_kept')).toContain('EVENT');
    await first.close();
    expect(await inboxOf(await start(), 'evt_kept')).toContain('EVENT');
  });

  test('a webhook secret that is set signs and is checked: what Stripe tells arrives', async () => {
    const running = await start({ STRIPE_WEBHOOK_SECRET: 'whsec_mine,whsec_old' });
    expect(running.settings.STRIPE_WEBHOOK_SECRET).toBe('whsec_mine,whsec_old');
    const stripe = (method: string, path: string) =>
      fetch(running.addresses.stripe + path, {
        method,
        headers: { authorization: `Bearer ${running.settings.STRIPE_SECRET_KEY}` },
      }).then((answer) => answer.json() as Promise<{ data?: { id: string }[] }>);
    await stripe('POST', '/v1/customers');
    const eventId = (await stripe('GET', '/v1/events')).data?.[0]?.id ?? '';
    expect(eventId).toMatch(/^evt_/);
    while ((await inboxOf(running, eventId)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
    await running.quiet();
  });
});

describe('a clock that is moved', () => {
  test('is the functions’ clock too: what Stripe signs for that time they accept', async () => {
    const running = await start();
    const stripe = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${running.settings.STRIPE_SECRET_KEY}` };
      const answer = await fetch(running.addresses.stripe + path, { headers, ...init });
      return (await answer.json()) as { data?: { id: string; created: number }[] };
    };
    const body = JSON.stringify({ advanceSeconds: 40 * 24 * 3600 });
    await stripe('/_sim/clock', { method: 'POST', body });
    await stripe('/v1/customers', { method: 'POST' });
    const [event] = (await stripe('/v1/events')).data ?? [];
    const id = event?.id ?? '';
    while ((await inboxOf(running, id)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
    await running.quiet();
    expect(Math.round((Number(event?.created) - Date.now() / 1000) / (24 * 3600))).toBe(40);
  });
});

describe('a test', () => {
  test('can make a consumer fail, and have its message redelivered without waiting', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    let isBroken = true;
    const outsideFor: OutsideFor = (name, environment) => ({
      ...lambdaOutside,
      environment: { ...environment, LOG_LEVEL: 'SILENT' },
      clock: {
        now: () => {
          if (isBroken && name === 'record-event') throw new Error('a crash on purpose');
          return new Date();
        },
      },
    });
    const running = await start({}, outsideFor);
    await putEvent(running, 'customer.created', 'evt_crash');
    await running.idle();
    await expect(running.quiet(50)).rejects.toThrow('record-event {"ready":0,"inFlight":1,"delayed":0}');
    isBroken = false;
    running.redeliver();
    await running.quiet();
    expect(await inboxOf(running, 'evt_crash')).toContain('EVENT');
  });
});

test('a part that cannot start stops the others and is named', async () => {
  const other = await start();
  const { port } = new URL(other.addresses.mailbox);
  const mine = startLocalCloud({
    given: {},
    ports: { ...anyPorts, stripe: Number(port) },
    directory: undefined,
    web: false,
  });
  await expect(mine).rejects.toThrow(/^Stripe did not start: .*EADDRINUSE/);
});
