import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

describe('what has no route', () => {
  test('an unknown address is 404 in the shape of every error', async () => {
    const answer = await product.newPerson().call('GET', '/api/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this address',
      code: 'not_found',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  test.each(['PATCH', 'DELETE', 'POST'])(
    '%s on a route for reading is 405, and says what is allowed',
    async (method) => {
      const answer = await product.newPerson().call(method, '/api/billing/credits');
      expect([answer.status, answer.json.code, answer.headers.get('allow')]).toEqual([
        405,
        'method_not_allowed',
        'GET',
      ]);
    },
  );

  test('GET on a route for writing changes nothing', async () => {
    expect((await product.newPerson().call('GET', '/api/auth/logout')).status).toBe(405);
    expect((await product.newPerson().call('GET', '/api/webhooks/stripe')).status).toBe(405);
  });

  test("a preflight is answered for our own site, and for nobody else's", async () => {
    const preflight = (origin: string) =>
      product.newPerson().call('OPTIONS', '/api/auth/profile', { headers: { origin } });
    const ours = await preflight('http://localhost:5000');
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'http://localhost:5000',
    ]);
    expect(ours.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    const theirs = ['https://evil.test', 'null', 'http://localhost:5000.evil.test', 'http://localhost:50000'];
    for (const origin of theirs)
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('every answer carries a request id and the security headers, errors too', async () => {
  const paths = [
    '/health',
    '/api/openapi.json',
    '/api/payments/plans',
    '/api/auth/user',
    '/api/nowhere',
    '/auth/callback',
  ];
  for (const path of paths) {
    const { headers } = await product.newPerson().call('GET', path);
    expect({ path, id: headers.get('x-request-id') }).toEqual({ path, id: expect.stringMatching(/.{8,}/) });
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});

test('a header of a client moves neither the callback nor the redirect', async () => {
  const headers = {
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'https',
    'x-original-url': '/evil',
  };
  const { headers: answered } = await product.newPerson().call('GET', '/auth/github', { headers });
  expect(answered.get('location')).not.toContain('evil');
});

test('the reference is a page that lists all routes by itself, and may load nothing but the files of the site', async () => {
  const { status, headers } = await product.newPerson().call('GET', '/api/docs');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self' http://localhost:5000; style-src 'self' http://localhost:5000; style-src-attr 'unsafe-inline'; font-src 'self' http://localhost:5000; img-src 'self' http://localhost:5000 data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  const page = await (await fetch(`${product.cloud.addresses.api}/api/docs`)).text();
  const listed = [...page.matchAll(/<li><code>(.+?)<\/code>/g)].map(([, route]) => route);
  const { json } = await product.newPerson().call<{ paths: object }>('GET', '/api/openapi.json');
  const known = Object.entries(json.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.sort()).toEqual(known.sort());
  expect(page).not.toMatch(/<script>|<style|\son\w+=/);
});

describe('health', () => {
  test('is 200 while everything that Cue needs answers', async () => {
    const { status, json } = await product.newPerson().call('GET', '/health');
    expect([status, json]).toEqual([
      200,
      { status: 'ok', checks: { table: 'ok', bus: 'ok', stripe: 'ok', email: 'ok' } },
    ]);
    expect((await product.newPerson().call('GET', '/api/health')).status).toBe(200);
  });

  test('is 503 when AWS does not answer, and tells nothing of why', async () => {
    class Dead extends NodeHttpHandler {
      override async handle(): ReturnType<NodeHttpHandler['handle']> {
        throw new Error('getaddrinfo ENOTFOUND dynamodb.internal');
      }
    }
    const broken = await startProduct({
      outsideFor: (name, environment) => ({
        ...lambdaOutside,
        environment,
        ...(name === 'meta' || name === 'billing' ? { awsHttpHandler: new Dead() } : {}),
      }),
    });
    try {
      const { status, json } = await broken.newPerson().call('GET', '/health');
      const checks = { table: 'failed', bus: 'failed', stripe: 'ok', email: 'failed' };
      expect([status, json]).toEqual([503, { status: 'failed', checks }]);
      const someone = await broken.signedIn('ada@example.com');
      const failed = await someone.call('GET', '/api/billing/credits');
      expect([failed.status, failed.json.code]).toEqual([503, 'dependency_unavailable']);
      expect(await broken.newPerson().signIn('google', 'nobody', '/auth/callback')).toBe(
        'http://localhost:5000/?error=oauth_failed',
      );
      expect(JSON.stringify(failed.json)).not.toMatch(/ENOTFOUND|dynamodb|stack|node_modules/);
    } finally {
      await broken.close();
    }
  });
});

test('with Stripe switched off, buying says so and the rest goes on', async () => {
  const off = await startProduct({ given: { STRIPE_ENABLED: 'false' } });
  try {
    const someone = await off.signedIn('ada@example.com');
    const disabled = {
      status: 503,
      json: { code: 'stripe_disabled', detail: 'Stripe integration is disabled' },
    };
    const buying = ['POST', '/api/payments/create-one-time-payment', { body: { credits: 25 } }] as const;
    expect(await someone.call(...buying)).toMatchObject(disabled);
    expect(await someone.call('GET', '/api/payments/config')).toMatchObject(disabled);
    expect(await someone.call('POST', '/api/webhooks/stripe', { body: {} })).toMatchObject(disabled);
    expect((await someone.call('GET', '/api/payments/plans')).status).toBe(200);
    expect((await someone.call('GET', '/api/billing/credits')).json).toMatchObject({ balance: 0 });
    expect((await someone.call('GET', '/health')).json).toMatchObject({
      status: 'ok',
      checks: { stripe: 'off' },
    });
    expect((await someone.call('GET', '/api/billing/payments')).json.payments).toEqual([]);
  } finally {
    await off.close();
  }
});

test('between deploy and set-up of Stripe, payment routes say so', async () => {
  const fresh = await startProduct({
    outsideFor: (_, environment) => ({
      ...lambdaOutside,
      environment: {
        ...environment,
        STRIPE_SECRET_KEY: '',
        STRIPE_WEBHOOK_SECRET: '',
        STRIPE_PUBLISHABLE_KEY: '',
      },
    }),
  });
  try {
    const someone = await fresh.signedIn('ada@example.com');
    const unset = { status: 503, json: { code: 'payments_not_set_up' } };
    const buying = ['POST', '/api/payments/create-one-time-payment', { body: { credits: 25 } }] as const;
    expect(await someone.call(...buying)).toMatchObject(unset);
    expect(await someone.call('GET', '/api/payments/config')).toMatchObject(unset);
    expect((await someone.call('GET', '/health')).json).toMatchObject({ checks: { stripe: 'not_set_up' } });
  } finally {
    await fresh.close();
  }
});

test('a missing setting fails every call, and is named in the log', async () => {
  const { createHandler } = await import('./billing.ts');
  const { httpEvent, lambdaContext } = await import('../../infra/testing/http-event.ts');
  const handler = createHandler({
    ...lambdaOutside,
    environment: { FRONTEND_URL: 'not an address', LOG_LEVEL: 'SILENT' },
  });
  await expect(handler(httpEvent('GET', '/api/billing/credits'), lambdaContext)).rejects.toThrow(
    'Settings: FRONTEND_URL is not valid, TABLE_NAME is missing, SESSION_SECRET_KEY is missing. See .env.example.',
  );
});
