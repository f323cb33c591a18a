import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { functions } from '../manifest.ts';
import { httpEvent } from '../testing/http-event.ts';
import { bundle } from './bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'cue-webhook-'));
let busAnswer: object;
let taken: string[] = [];
const bus = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => taken.push(chunk.toString()));
  request.on('end', () => response.end(JSON.stringify(busAnswer)));
});

beforeAll(async () => {
  bundle(functions['stripe-webhook'].entry, folder);
  await new Promise<void>((resolve) => bus.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  bus.closeAllConnections();
  bus.close();
  rmSync(folder, { recursive: true });
});

const payload = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'invoice.paid',
  created: 1_790_000_000,
  livemode: false,
  data: { object: { id: 'in_1' } },
});

const post = (secret: string) => {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  return httpEvent('POST', '/api/webhooks/stripe', {
    body: payload,
    headers: { 'stripe-signature': signature },
  });
};

const script = `
const { handler } = await import('./index.mjs');
const { statusCode } = await handler(JSON.parse(process.argv[1]), {});
console.log(JSON.stringify({ statusCode }));
`;

/** Has the bundle answer in a process of its own; answers its log, line by line, and the status after it. */
async function linesOf(event: object): Promise<Record<string, unknown>[]> {
  taken = [];
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    FRONTEND_URL: 'http://localhost:5000',
    BUS_NAME: 'cue-test',
    STRIPE_WEBHOOK_SECRET: 'whsec_test',
    EVENTBRIDGE_ENDPOINT: `http://127.0.0.1:${(bus.address() as AddressInfo).port}`,
  };
  const node = ['--input-type=module', '--eval', script, JSON.stringify(event)];
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: folder, env: environment });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('the webhook as it is deployed puts signed events on the bus, and no others', async () => {
  busAnswer = { FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] };
  expect((await linesOf(post('whsec_test'))).at(-1)).toEqual({ statusCode: 200 });
  expect(JSON.parse(taken.join(''))).toEqual({
    Entries: [{ EventBusName: 'cue-test', Source: 'stripe', DetailType: 'invoice.paid', Detail: payload }],
  });
  expect((await linesOf(post('whsec_forged'))).at(-1)).toEqual({ statusCode: 400 });
  expect(taken).toEqual([]);
});

test('a fault in a bundle is logged by its place in the sources', async () => {
  busAnswer = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] };
  const lines = await linesOf(post('whsec_test'));
  expect(lines.at(-1)).toEqual({ statusCode: 503 });
  const fault = lines.find(({ message }) => message === 'Request failed');
  expect(fault?.stack).toMatch(/lib\/platform\/bus-client\.ts:\d+:\d+/);
  expect(fault?.stack).not.toContain('.mjs:');
});
