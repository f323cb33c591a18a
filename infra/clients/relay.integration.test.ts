import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import Stripe from 'stripe';
import { type Person, type Product, startProduct } from '../testing/product.ts';
import { pageFetch } from './page-fetch.ts';
import { deliver, embeddedWidget, programWith, relay } from './relay.ts';
import { payOnStripesPage } from './stripes-page.ts';

const paths = [
  '/api/webhooks/stripe',
  '/webhooks/stripe',
  '/api/payments/webhook',
  '/api/v1/stripe/webhook',
] as const;
const written: string[] = [];
let product: Product;
beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  product = await startProduct({ given: { LOG_LEVEL: 'INFO' } });
  // Deliveries are made by hand here, each to the path that is meant.
  const { data } = await product.stripe.webhookEndpoints.list();
  for (const { id } of data) await product.stripe.webhookEndpoints.update(id, { disabled: true });
});
afterAll(async () => {
  await product.close();
  jest.restoreAllMocks();
});

const pagesOf = (person: Person) => relay(product.cloud.addresses.api, pageFetch(person, product.site));

const signed = (payload: string, secret = 'whsec_laptop') =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret });
const send = (path: string, payload: string, signature = signed(payload)) =>
  deliver(product.cloud.addresses.api + path, payload, signature);

/** All that has happened at Stripe, the oldest first, as it writes it. */
async function eventsAtStripe(): Promise<{ id: string; payload: string }[]> {
  const { data } = await product.stripe.events.list({ limit: 100 });
  return data.reverse().map((event) => ({ id: event.id, payload: JSON.stringify(event) }));
}

/** What the log says of an event, as whoever searches it by its id finds it. */
function logOf(eventId: string): string[] {
  const lines = written
    .join('')
    .split('\n')
    .filter((line) => line.includes(eventId));
  return lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.eventId === eventId)
    .map(({ service, message }) => `${service}: ${message}`);
}

async function subscriber(): Promise<Person> {
  const person = await product.signedIn('ada@example.com');
  const body = { tier: 'PRO' };
  const opened = await person.call<{ url: string }>('POST', '/api/payments/create-checkout-session', {
    body,
  });
  await payOnStripesPage(opened.json.url);
  return person;
}

test('a first payment brings one API key and one widget, however often and wherever its events are delivered', async () => {
  const ada = await subscriber();
  const pages = pagesOf(ada);
  expect(await pages.keys()).toEqual([]);
  for (const path of paths) {
    for (const { payload } of await eventsAtStripe())
      expect(await send(path, payload)).toEqual({ status: 200, says: 'success' });
    await product.settled();
    expect(await pages.keys()).toEqual([
      {
        id: expect.stringMatching(/^key_/),
        prefix: expect.stringMatching(/^cue_dev_/),
        revealed: false,
        scopes: ['workflows', 'billing:read', 'billing:spend', 'widget'],
      },
    ]);
    expect(await pages.widget()).toMatchObject({ enabled: true, allowedOrigins: ['http://localhost:5000'] });
  }

  const [key] = await pages.keys();
  const secret = await pages.reveal(key?.id ?? '');
  expect(secret.startsWith(`${key?.prefix}`)).toBe(true);
  expect(await programWith(product.cloud.addresses.api, secret)).toMatchObject({ balance: 100, tier: 'PRO' });
  await expect(pages.reveal(key?.id ?? '')).rejects.toMatchObject({ status: 409 });

  const shop = 'https://shop.example';
  const { publishableKey } = await pages.widget();
  const shownOn = (origin: string) =>
    embeddedWidget(product.cloud.addresses.api, pageFetch(product.newPerson(), origin), publishableKey);
  await expect(shownOn(shop)).rejects.toThrow('Failed to fetch');
  expect(await pages.allow([shop])).toEqual([shop]);
  expect(await shownOn(shop)).toMatchObject({ title: 'Welcome', position: 'right' });
  await expect(shownOn('https://foreign.example')).rejects.toThrow('Failed to fetch');
}, 60_000);

test.each(paths)('%s refuses what Stripe did not sign, and what is no event', async (path) => {
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid' });
  const forged = { status: 400, says: 'Invalid signature' };
  expect(await send(path, payload, signed(payload, 'whsec_other'))).toEqual(forged);
  expect(await send(path, payload, signed(`${payload} `))).toEqual(forged);
  expect(await send(path, payload, 'garbled')).toEqual(forged);
  const unreadable = { status: 400, says: 'Invalid payload' };
  for (const none of ['not JSON', '[]', '{"id":"evt_1"}']) expect(await send(path, none)).toEqual(unreadable);
});

test('the log tells an operator by the id of an event how it came in, and what each consumer made of it', async () => {
  const { stripe, settled } = product;
  await stripe.customers.create({ email: 'someone@example.com' });
  const events = await eventsAtStripe();
  const news = events.at(-1);
  const first = events.find(({ payload }) => payload.includes('"type":"customer.subscription.created"'));
  expect(await send(paths[1], news?.payload ?? '')).toEqual({ status: 200, says: 'success' });
  await settled();
  expect(logOf(news?.id ?? '')).toEqual([
    'stripe-webhook: Forwarding event',
    'record-event: Successfully processed',
  ]);
  expect(logOf(first?.id ?? '')).toEqual(
    expect.arrayContaining([
      'stripe-webhook: Forwarding event',
      'record-event: Successfully processed',
      'sync-subscription: Successfully processed',
      'provision-account: Successfully processed',
    ]),
  );
});
