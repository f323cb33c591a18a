import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import { planDeps } from '../plans/plan-deps.ts';
import { createBus } from '../platform/bus.ts';
import { createLog } from '../platform/log.ts';
import { createCount } from '../platform/metrics.ts';
import { lambdaOutside } from '../platform/outside.ts';
import { createStripe } from '../platform/stripe.ts';
import { createTable } from '../platform/table.ts';
import { missingAtStripe } from '../subscriptions/compare-subscription.ts';
import { listAll, listSome } from './list-subscriptions-at-stripe.ts';
import type { LookDeps } from './look-at-stripe.ts';

const total = 2_345;
const gone = 'sub_gone';
const asked: string[] = [];

const subscriptionAt = (place: number) => ({
  id: `sub_${place}`,
  object: 'subscription',
  customer: 'cus_of_nobody',
  // The last is somebody's problem; the others were over before Cue was there.
  status: place === total - 1 ? 'active' : 'canceled',
});

function page(from: number, limit: number) {
  const data = Array.from({ length: Math.min(limit, total - from) }, (_, i) => subscriptionAt(from + i));
  return { object: 'list', url: '/v1/subscriptions', data, has_more: from + limit < total };
}

const missing = {
  error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such one' },
};

let server: Server;
let engine: Awaited<ReturnType<typeof startTableEngine>>;
let deps: LookDeps;
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stripe');
    if (pathname === '/v1/subscriptions/sub_1') return void response.end(JSON.stringify(subscriptionAt(1)));
    asked.push(searchParams.get('status') ?? 'live');
    const after = searchParams.get('starting_after');
    const isGone = after === gone || pathname.endsWith(`/${gone}`);
    const body = isGone ? missing : page(after ? Number(after.slice(4)) + 1 : 0, 100);
    response.writeHead(isGone ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  const STRIPE_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stripe = createStripe({ STRIPE_ENABLED: true, STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_API_URL });
  const outside = { ...lambdaOutside, environment: { LOG_LEVEL: 'SILENT' } };
  deps = {
    outside,
    stripe,
    ...planDeps({ settings: { STAGE: 'dev', PLANS_FILE: undefined }, outside }, stripe),
    trialKey: 'a key of no value',
    table: createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, outside),
    bus: createBus({ BUS_NAME: 'cue-test', EVENTBRIDGE_ENDPOINT: 'http://127.0.0.1:1' }, outside),
    log: createLog('test', outside),
    count: createCount('dev', outside),
  };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await engine.close();
});

test('an hour looks at 2,000 subscriptions, and the next goes on after the last of them', async () => {
  const first = await listSome(deps, {});
  expect(first).toEqual({ compared: 2_000, differing: [], next: { after: 'sub_1999' } });
  expect(await listSome(deps, first.next ?? {})).toEqual({
    compared: 344,
    differing: ['sub_2344'],
    next: null,
  });
  expect(new Set(asked)).toEqual(new Set(['live']));
}, 60_000);

test('a listing whose last subscription was deleted ends, and the next day begins anew', async () => {
  expect(await listSome(deps, { after: gone })).toEqual({ compared: 0, differing: [], next: null });
});

test('by hand all are looked at, also what is over', async () => {
  asked.length = 0;
  const seen = new Set<string>();
  expect(await listAll(deps, (id) => seen.add(id))).toEqual({ compared: 2_344, differing: ['sub_2344'] });
  expect(seen.size).toBe(total);
  expect(new Set(asked)).toEqual(new Set(['all']));
}, 60_000);

test('a row that came while all were listed is missing at Stripe only if Stripe, asked for it, has none', async () => {
  const row = { userId: 'usr_some', status: 'active' };
  expect(await missingAtStripe(deps, { ...row, subscriptionId: 'sub_1' })).toBeUndefined();
  expect(await missingAtStripe(deps, { ...row, subscriptionId: gone })).toMatchObject({
    staff: 'not_at_stripe',
  });
});
