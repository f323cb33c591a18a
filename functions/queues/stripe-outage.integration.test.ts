import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { functions } from '../../infra/manifest.ts';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';

jest.setTimeout(40_000);

let stripe: Server;
let world: ConsumerWorld;
let requests = 0;
let answer: RequestListener;
beforeAll(async () => {
  stripe = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => stripe.listen(0, '127.0.0.1', resolve));
  const { port } = stripe.address() as AddressInfo;
  world = await startConsumerWorld({ STRIPE_API_URL: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  stripe.closeAllConnections();
  stripe.close();
  await world.close();
});

const refundCreated = {
  id: 'evt_refund_during_outage',
  object: 'event',
  type: 'refund.created',
  created: 1_790_000_000,
  livemode: false,
  data: {
    object: { object: 'refund', id: 're_1', currency: 'usd', status: 'succeeded', payment_intent: 'pi_1' },
  },
} as const;

test.each([
  ['does not answer', () => undefined],
  ['answers 500', (_, response) => response.writeHead(500).end('{"error":{"type":"api_error"}}')],
  [
    'cuts its answer off',
    (_, response) => response.writeHead(200, { 'content-length': '900' }).end('{"id":'),
  ],
] as [string, RequestListener][])(
  'while Stripe %s, a consumer asks once, ends in time, and the event comes again',
  async (_, stripesAnswer) => {
    answer = stripesAnswer;
    requests = 0;
    const asking = ['grant-credits', 'send-email'] as const;
    // At once: a Stripe that does not answer has each wait for as long as it may.
    await Promise.all(
      asking.map(async (consumer) => {
        const startedAtMs = Date.now();
        const { batchItemFailures } = await world.deliver(consumer, refundCreated);
        expect(batchItemFailures).toHaveLength(1);
        expect(await world.parkedReason(refundCreated.id, consumer)).toBeUndefined();
        expect(Date.now() - startedAtMs).toBeLessThan(functions[consumer].timeoutSeconds * 1_000);
      }),
    );
    expect(requests).toBe(asking.length);
  },
);
