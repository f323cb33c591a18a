import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import Stripe from 'stripe';
import { httpEvent, invoke } from '../../infra/testing/http-event.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createHandler } from './stripe-webhook.ts';

const nowSeconds = 1_790_000_000;
const secret = 'whsec_current';
const rolled = 'whsec_next';
const eventBridge = mockClient(EventBridgeClient);

const handlerWith = (environment: Record<string, string>) =>
  createHandler({
    ...lambdaOutside,
    clock: { now: () => new Date(nowSeconds * 1_000) },
    environment: {
      LOG_LEVEL: 'SILENT',
      FRONTEND_URL: 'http://localhost:5000',
      BUS_NAME: 'cue-test',
      STRIPE_WEBHOOK_SECRET: ` ${secret}\n,${rolled}`,
      ...environment,
    },
  });
const handler = handlerWith({});

const stripeEvent = (overrides: object = {}) => ({
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  api_version: '2026-10-28.endive',
  created: nowSeconds,
  livemode: false,
  pending_webhooks: 1,
  request: null,
  data: { object: { id: 'cs_test_1', object: 'checkout.session' } },
  ...overrides,
});
const payload = JSON.stringify(stripeEvent());

const sign = (body: string, options: { timestamp?: number; secret?: string; scheme?: string } = {}) =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: nowSeconds, ...options });
const good = sign(payload);
const [, goodHex = ''] = good.split('v1=');

const post = (body: string, signature: string | undefined, base64 = false) =>
  invoke(
    handler,
    httpEvent('POST', '/api/webhooks/stripe', {
      body: base64 ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: base64,
      headers: {
        'content-type': 'application/json',
        ...(signature === undefined ? {} : { 'stripe-signature': signature }),
      },
    }),
  );

const putDetails = () =>
  eventBridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.[0]?.Detail);

beforeEach(() => {
  eventBridge.reset();
  eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] });
});

describe('a signature that is right', () => {
  const accepted: [name: string, body: string, header: string][] = [
    ['as Stripe sends it', payload, good],
    ['among two, while a secret is rolled', payload, `t=${nowSeconds},v1=${'0'.repeat(64)},v1=${goodHex}`],
    ['by the next secret', payload, sign(payload, { secret: rolled })],
    ['300 seconds old', payload, sign(payload, { timestamp: nowSeconds - 300 })],
    ['300 seconds ahead', payload, sign(payload, { timestamp: nowSeconds + 300 })],
    ['behind a first timestamp that is not', payload, `t=1,${good}`],
    ['of a body with a byte order mark, signed without', `\ufeff${payload}`, good],
  ];
  test.each(accepted)('%s, forwards the event', async (_, body, header) => {
    const answer = await post(body, header);
    expect(answer).toMatchObject({ statusCode: 200, json: { status: 'success' } });
    expect(putDetails()).toEqual([payload]);
  });

  test('leaves the bytes untouched, whether or not API Gateway base64-encodes them', async () => {
    const odd = `{\n "id":"evt_1", "object":"event","type":"x.y","created":1,"livemode":false,\u0020"data":{"object":{"name":"Žofie ☂","n":1.50}}}`;
    expect((await post(odd, sign(odd), true)).statusCode).toBe(200);
    expect((await post(odd, sign(odd), false)).statusCode).toBe(200);
    expect(putDetails()).toEqual([odd, odd]);
  });
});

describe('a signature that is wrong', () => {
  const indented = JSON.stringify(stripeEvent(), null, 2);
  const refused: [name: string, body: string, header: string | undefined][] = [
    ['re-serialised body', indented, good],
    ['one byte changed', payload.replace('evt_1', 'evt_2'), good],
    ['other secret', payload, sign(payload, { secret: 'whsec_other' })],
    ['upper-case hex', payload, `t=${nowSeconds},v1=${goodHex.toUpperCase()}`],
    ['v0 only', payload, good.replace('v1=', 'v0=')],
    ['a space after the comma', payload, good.replace(',', ', ')],
    ['no header', payload, undefined],
    ['an empty header', payload, ''],
    ['an empty body', '', good],
    ['301 seconds old', payload, sign(payload, { timestamp: nowSeconds - 301 })],
    ['301 seconds ahead', payload, sign(payload, { timestamp: nowSeconds + 301 })],
    [
      'a day ahead, behind a good timestamp',
      payload,
      `t=${nowSeconds},${sign(payload, { timestamp: nowSeconds + 86_400 })}`,
    ],
    ['an empty v1', payload, `t=${nowSeconds},v1=`],
    ['an empty v1 before the good one', payload, `t=${nowSeconds},v1=,v1=${goodHex}`],
    ['64 characters that are not ASCII', payload, `t=${nowSeconds},v1=${'é'.repeat(64)}`],
    ['ten thousand signatures', payload, `${good}${`,v1=${'0'.repeat(64)}`.repeat(10_000)}`],
    ['64 KB of header', payload, 'x'.repeat(65_536)],
    ['no timestamp', payload, `v1=${goodHex}`],
  ];
  test.each(refused)('%s: 400 and nothing on the bus', async (_, body, header) => {
    const answer = await post(body, header);
    expect(answer).toMatchObject({
      statusCode: 400,
      json: { code: 'invalid_signature', detail: 'Invalid signature' },
    });
    expect(putDetails()).toEqual([]);
  });
});

describe('a signed body that is no event', () => {
  const thin = {
    id: 'evt_1',
    object: 'v2.core.event',
    type: 'v1.invoice.paid',
    created: 'x',
    livemode: false,
  };
  const bodies: [name: string, body: string][] = [
    ['not JSON', 'not json'],
    ['null', 'null'],
    ['an array', '[]'],
    ['a thin event', JSON.stringify(thin)],
    ['no id', JSON.stringify(stripeEvent({ id: undefined }))],
    ['an id that is not an event id', JSON.stringify(stripeEvent({ id: 'EVENT#x' }))],
    ['no type', JSON.stringify(stripeEvent({ type: undefined }))],
    ['no object', JSON.stringify(stripeEvent({ data: {} }))],
  ];
  test.each(bodies)('%s: 400 and nothing on the bus', async (_, body) => {
    const answer = await post(body, sign(body));
    expect(answer).toMatchObject({
      statusCode: 400,
      json: { code: 'invalid_payload', detail: 'Invalid payload' },
    });
    expect(putDetails()).toEqual([]);
  });
});

test('base64 said of plain text, and not said of base64, is refused', async () => {
  const plainSaidEncoded = await invoke(
    handler,
    httpEvent('POST', '/webhooks/stripe', {
      body: payload,
      isBase64Encoded: true,
      headers: { 'stripe-signature': good },
    }),
  );
  const encoded = Buffer.from(payload).toString('base64');
  expect([plainSaidEncoded.statusCode, (await post(encoded, good)).statusCode]).toEqual([400, 400]);
});

test('any signed type, of any API version, mode or account, is forwarded', async () => {
  const foreign = JSON.stringify(
    stripeEvent({ type: 'never.heard_of', api_version: '2019-02-19', livemode: true, account: 'acct_9' }),
  );
  expect((await post(foreign, sign(foreign))).statusCode).toBe(200);
  expect(putDetails()).toEqual([foreign]);
});

test('an event too large for the bus goes on it as an id', async () => {
  const large = JSON.stringify(stripeEvent({ data: { object: { id: 'cs_1', note: 'x'.repeat(300_000) } } }));
  expect((await post(large, sign(large))).statusCode).toBe(200);
  expect(putDetails().map((detail) => JSON.parse(detail ?? ''))).toEqual([
    {
      object: 'event_reference',
      id: 'evt_1',
      type: 'checkout.session.completed',
      created: 1_790_000_000,
      livemode: false,
    },
  ]);
});

test('a body over 1 MB is 413', async () => {
  const huge = 'x'.repeat(1_048_577);
  expect((await post(huge, sign(huge))).statusCode).toBe(413);
});

test('PutEvents answering 200 with a failed entry makes the webhook answer 503, so that Stripe sends again', async () => {
  eventBridge
    .on(PutEventsCommand)
    .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
  expect(await post(payload, good)).toMatchObject({
    statusCode: 503,
    json: { code: 'dependency_unavailable' },
  });
  eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] });
  expect(await post(payload, good)).toMatchObject({ statusCode: 200 });
});

test('the bus being down makes the webhook answer 503', async () => {
  eventBridge.on(PutEventsCommand).rejects(new Error('connect ECONNREFUSED'));
  const answer = await post(payload, good);
  expect(answer.statusCode).toBe(503);
  expect(answer.body).not.toContain('ECONNREFUSED');
});

test('switched off or without a secret, the webhook says 503', async () => {
  const off = handlerWith({ STRIPE_ENABLED: 'false' });
  const unset = handlerWith({ STRIPE_WEBHOOK_SECRET: '' });
  const event = httpEvent('POST', '/api/webhooks/stripe', {
    body: payload,
    headers: { 'stripe-signature': good },
  });
  expect((await invoke(off, event)).json).toMatchObject({
    code: 'stripe_disabled',
    detail: 'Stripe integration is disabled',
  });
  expect((await invoke(unset, event)).json).toMatchObject({ code: 'payments_not_set_up' });
});
