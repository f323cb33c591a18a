import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { listen } from '../../infra/local/listen.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { stripeEventTypes } from '../contract/stripe-events.ts';
import { lambdaOutside } from '../platform/outside.ts';

let product: Product;
let nowMs = Date.now();
beforeAll(async () => {
  product = await startProduct({
    given: { BACKEND_URL: 'https://cue.example' },
    outsideFor: (_, environment) => ({
      ...lambdaOutside,
      environment,
      clock: { now: () => new Date(nowMs) },
    }),
  });
});
afterAll(() => product.close());

/** Health as it is now, not as it was kept. */
async function health() {
  nowMs += 60_000;
  const { status, json } = await product.newPerson().call('GET', '/health');
  return { status, json };
}

const allWell = { table: 'ok', bus: 'ok', stripe: 'ok', email: 'ok' };
const withRemark = (remark: string) => ({
  status: 200,
  json: { status: 'ok', checks: allWell, remarks: [remark] },
});

describe('health looks at the webhook endpoint: what is amiss there is a remark and no failure', () => {
  beforeEach(async () => {
    const { data } = await product.stripe.webhookEndpoints.list();
    for (const { id, url } of data) {
      if (url.startsWith('https:')) await product.stripe.webhookEndpoints.del(id);
    }
  });

  const endpointAt = (url: string, more: { enabled_events?: string[]; api_version?: null } = {}) =>
    product.stripe.webhookEndpoints.create({
      url,
      enabled_events: (more.enabled_events ?? [...stripeEventTypes]) as ['*'],
      ...(more.api_version === null ? {} : { api_version: '2026-10-28.endive' }),
    });

  test.each(['/api/webhooks/stripe', '/webhooks/stripe', '/api/payments/webhook', '/api/v1/stripe/webhook'])(
    'one at %s with every type that consumers act on is right',
    async (path) => {
      await endpointAt(`https://cue.example${path}`);
      expect(await health()).toEqual({ status: 200, json: { status: 'ok', checks: allWell } });
    },
  );

  test('one for all types is right, and the address of a site counts as well', async () => {
    await endpointAt('https://cue.example/webhooks/stripe', { enabled_events: ['*'] });
    expect((await health()).json.remarks).toBeUndefined();
  });

  test('a type that consumers act on and Stripe does not send is named', async () => {
    const enabled_events = stripeEventTypes.filter(
      (type) => type !== 'checkout.session.completed' && type !== 'refund.created',
    );
    await endpointAt('https://cue.example/api/webhooks/stripe', { enabled_events });
    expect(await health()).toEqual(
      withRemark("Stripe's webhook endpoint does not send checkout.session.completed, refund.created."),
    );
  });

  test('two endpoints of the version that Cue reads count together', async () => {
    const [first = '', ...others] = stripeEventTypes;
    await endpointAt('https://cue.example/api/webhooks/stripe', { enabled_events: [first] });
    await endpointAt('https://cue.example/webhooks/stripe', { enabled_events: others });
    expect((await health()).json.remarks).toBeUndefined();
  });

  test('what an older one sends until it is retired does not make up for what the new one lacks', async () => {
    await endpointAt('https://cue.example/api/webhooks/stripe', { api_version: null });
    await endpointAt('https://cue.example/webhooks/stripe', {
      enabled_events: stripeEventTypes.filter((type) => type !== 'refund.created'),
    });
    expect(await health()).toEqual(withRemark("Stripe's webhook endpoint does not send refund.created."));
  });

  test('one that is missing, that is elsewhere or that is switched off is told', async () => {
    const missing = withRemark('Stripe has no webhook endpoint at https://cue.example/api/webhooks/stripe.');
    expect(await health()).toEqual(missing);
    await endpointAt('https://other.example/api/webhooks/stripe');
    expect(await health()).toEqual(missing);
    const { id } = await endpointAt('https://cue.example/api/webhooks/stripe');
    await product.stripe.webhookEndpoints.update(id, { disabled: true });
    expect(await health()).toEqual(withRemark("Stripe's webhook endpoint is switched off."));
  });

  test('one of another API version is told', async () => {
    await endpointAt('https://cue.example/api/webhooks/stripe', { api_version: null });
    expect(await health()).toEqual(
      withRemark(
        "Stripe's webhook endpoint sends API version the account's default; Cue reads 2026-10-28.endive.",
      ),
    );
  });

  test('is asked once while its answer is fresh', async () => {
    await health();
    await endpointAt('https://cue.example/api/webhooks/stripe');
    const { json } = await product.newPerson().call('GET', '/health');
    expect(json.remarks).toHaveLength(1);
    expect((await health()).json.remarks).toBeUndefined();
  });
});

test('a laptop needs no endpoint: Stripe could not reach it', async () => {
  const laptop = await startProduct();
  try {
    const { data } = await laptop.stripe.webhookEndpoints.list();
    for (const { id } of data) await laptop.stripe.webhookEndpoints.del(id);
    const { json } = await laptop.newPerson().call('GET', '/health');
    expect(json).toEqual({ status: 'ok', checks: allWell });
  } finally {
    await laptop.close();
  }
});

/** A Stripe that refuses everything with this status. */
async function refusingStripe(status: number) {
  const body = JSON.stringify({ error: { type: 'invalid_request_error', message: 'Not with this key.' } });
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  return listen(server, 0);
}

test.each([
  [403, 200, 'ok', ['The Stripe key may not read webhook endpoints: ours is not checked.']],
  [401, 503, 'failed', undefined],
])('a key that Stripe answers with %i makes health %i', async (refusal, status, check, remarks) => {
  const stripe = await refusingStripe(refusal);
  const restricted = await startProduct({
    given: { STRIPE_SECRET_KEY: 'rk_test_restricted', STRIPE_API_URL: stripe.url },
  });
  try {
    const answer = await restricted.newPerson().call('GET', '/health');
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ checks: { ...allWell, stripe: check } });
    expect(answer.json.remarks).toEqual(remarks);
  } finally {
    await restricted.close();
    await stripe.close();
  }
});
