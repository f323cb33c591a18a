import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { read, submit } from '../../testing/dashboard.ts';
import { type Lab, openLab } from '../../testing/lab.ts';
import { payByCard } from '../../testing/payments.ts';

async function lastEventId({ stripe }: Lab): Promise<string> {
  const { data } = await stripe.events.list({ limit: 1 });
  return String(data[0]?.id);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    if (await isSo()) return;
    await pause(10);
  }
  throw new Error('It did not come true within five seconds');
}

/** `fetch` sets these headers by itself, as a browser does; here they are lies. */
function askWith(
  { simulator }: Lab,
  { headers, path, method = 'POST' }: { headers: Record<string, string>; path: string; method?: string },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { host: '127.0.0.1', port: simulator.port, path, method, headers };
  const sent = request(options, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  sent.on('error', reject).end();
  return promise;
}

const postWith = (lab: Lab, headers: Record<string, string>, path: string) => askWith(lab, { headers, path });

test('the start page tells how to reach the API and which cards there are', async () => {
  await using lab = await openLab();
  const { text } = await read(lab, '/');
  expect(text).toContain(`${lab.simulator.url}/v1`);
  for (const card of [
    '4242 4242 4242 4242',
    '4000 0000 0000 7726 Pays; refunds pend, then succeed',
    '4000 0000 0000 5126 Pays; refunds succeed, then fail',
    '4000 0000 0000 0259 Pays; disputed at once',
    '4000 0000 0000 1976 Pays; the bank inquires',
  ]) {
    expect(text).toContain(card);
  }
});

test.each([
  ['/', 'No payments yet.'],
  ['/payments', 'No payments yet.'],
  ['/customers', 'No customers yet.'],
  ['/refunds', 'No refunds yet.'],
  ['/disputes', 'No disputes yet.'],
  ['/events', 'No events yet.'],
  ['/events?undelivered', 'Every event was delivered.'],
  ['/deliveries', 'No deliveries yet.'],
])('%s says what it is for when there is nothing: "%s"', async (path, empty) => {
  await using lab = await openLab();
  const { status, text } = await read(lab, path);
  expect(status).toBe(200);
  expect(text).toContain(empty);
});

test('a list goes on over pages, forwards and back', async () => {
  await using lab = await openLab();
  for (let index = 1; index <= 30; index += 1)
    await lab.stripe.customers.create({ email: `customer-${index}@example.com` });
  const first = await read(lab, '/customers');
  expect(first.text).toContain('customer-30@example.com');
  expect(first.text).toContain('customer-6@example.com');
  expect(first.text).not.toContain('customer-5@example.com');
  expect(first.text).not.toContain('Newer');
  const older = /href="([^"]*)" rel="next"/.exec(first.html)?.[1] ?? '';
  const second = await read(lab, older);
  expect(second.text).toContain('customer-5@example.com');
  expect(second.text).not.toContain('Older');
  const newer = /href="([^"]*)" rel="prev"/.exec(second.html)?.[1] ?? '';
  expect((await read(lab, newer)).text).toContain('customer-30@example.com');
});

test('deliveries go on over pages too', async () => {
  await using lab = await openLab();
  for (let index = 1; index <= 26; index += 1) await lab.stripe.customers.create({ name: 'Ada' });
  const first = await read(lab, '/deliveries');
  expect(first.html.match(/<button/g)).toHaveLength(25);
  const older = /href="([^"]*)" rel="next"/.exec(first.html)?.[1] ?? '';
  expect((await read(lab, older)).html.match(/<button/g)).toHaveLength(1);
});

test('a page that begins nowhere says so in words', async () => {
  await using lab = await openLab();
  const { status, text } = await read(lab, '/refunds?starting_after=re_none');
  expect(status).toBe(400);
  expect(text).toContain("That did not work No such refund: 're_none'");
});

test('an event shows what was sent, to whom and with which answer', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ email: 'ada@example.com' }, { idempotencyKey: 'key-1' });
  await lab.quiet();
  const id = await lastEventId(lab);
  const { text } = await read(lab, `/events/${id}`);
  expect(text).toContain('customer.created');
  expect(text).toContain('Idempotency key key-1');
  expect(text).toContain(`Delivered ${lab.receiver.url} Attempts: 1. Last answer: 200`);
  expect(text).toContain('"email": "ada@example.com"');
  expect((await read(lab, '/events')).text).toContain('customer.created cus_');
});

test('Resend delivers the same event once more', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.quiet();
  const id = await lastEventId(lab);
  const sent = await submit(lab, `/events/${id}/resend`);
  expect(sent).toMatchObject({ status: 303, back: `/events/${id}`, done: 'Sent again.' });
  await lab.quiet();
  expect(lab.receiver.received).toHaveLength(2);
  expect(lab.receiver.received[1]?.body).toBe(lab.receiver.received[0]?.body);
});

test('an event that no endpoint wants says so, and so does sending it again', async () => {
  await using lab = await openLab({ webhookUrl: null });
  await lab.stripe.customers.create({ name: 'Ada' });
  const id = await lastEventId(lab);
  expect((await read(lab, `/events/${id}`)).text).toContain('No endpoint wanted this event');
  expect((await read(lab, '/events')).text).toContain('No endpoint');
  expect((await submit(lab, `/events/${id}/resend`)).done).toContain('so nothing was sent');
});

test('a delivery that fails shows its attempts and its next try, and the event is undelivered', async () => {
  await using lab = await openLab();
  await lab.stripe.products.create({ name: 'Pro' });
  await lab.quiet();
  lab.receiver.answerWith(503);
  await lab.stripe.customers.create({ name: 'Ada' });
  await until(async () => (await read(lab, '/deliveries')).text.includes('Failing 1 503'));
  const { text } = await read(lab, '/deliveries');
  expect(text).toContain('One delivery is waiting. The network is sound');
  expect(text).toMatch(/Failing 1 503 \w{3} \d+, [\d:]+ \w{3} \d+, [\d:]+ http/);
  const undelivered = (await read(lab, '/events?undelivered')).text;
  expect(undelivered).toMatch(/customer\.created cus_\w+ Failing/);
  expect(undelivered).not.toContain('product.created');
});

test('what was given up is delivered once it is sent again with success', async () => {
  await using lab = await openLab();
  const { data } = await lab.stripe.webhookEndpoints.list();
  const endpoint = String(data[0]?.id);
  lab.receiver.answerWith(500);
  await lab.stripe.customers.create({ name: 'Ada' });
  await lab.stripe.webhookEndpoints.update(endpoint, { disabled: true });
  await lab.quiet();
  expect((await read(lab, '/events')).text).toContain('Given up');
  lab.receiver.answerWith(200);
  await lab.stripe.webhookEndpoints.update(endpoint, { disabled: false });
  await submit(lab, `/events/${await lastEventId(lab)}/resend`);
  await lab.quiet();
  expect((await read(lab, '/events')).text).toMatch(/customer\.created cus_\w+ Delivered/);
});

test('faults of the network are told in words', async () => {
  await using lab = await openLab();
  await lab.control('POST', '/_sim/webhooks', { duplicate: 2, dropFirst: 4, shuffle: true, delayMs: 50 });
  expect((await read(lab, '/deliveries')).text).toContain(
    'The network has faults: each goes out 3 times, each is up to 50 ms late, their order is shuffled, the next 4 attempts are lost',
  );
});

test('a note is shown once, and an address cannot put words on the page', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const address = `/payments/${String(charge.payment_intent)}`;
  const sent = await submit(lab, `${address}/refund`, { amount: '1', course: 'succeeds' });
  expect(sent.done).toBe('The refund of $1.00 succeeded.');
  expect((await read(lab, sent.location)).html).not.toContain('class="done"');
  expect((await read(lab, `${address}?note=You+are+hacked`)).text).not.toContain('hacked');
});

test('whatever came in through the API is escaped', async () => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ name: '<script>1</script>', metadata: { '<script>': '"><script>2' } });
  const pages = ['/customers', `/events/${await lastEventId(lab)}`, '/events', '/payments?customer=<script>'];
  for (const path of pages) expect((await read(lab, path)).html).not.toContain('<script');
});

const OWN = { host: 'localhost:12111' };

test.each<[string, Record<string, string>, number]>([
  ['another site', { ...OWN, 'sec-fetch-site': 'cross-site' }, 403],
  ['another port of this machine', { ...OWN, 'sec-fetch-site': 'same-site' }, 403],
  ['another site, from an old browser', { ...OWN, origin: 'https://evil.example' }, 403],
  ['a hidden origin, from an old browser', { ...OWN, origin: 'null' }, 403],
  ['a foreign name for this machine', { host: 'evil.example:12111', 'sec-fetch-site': 'same-origin' }, 403],
  ['this page', { ...OWN, 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
  ['this page, from an old browser', { ...OWN, origin: 'http://localhost:12111' }, 303],
  ['the address bar', { ...OWN, 'sec-fetch-site': 'none' }, 303],
  ['no browser', { host: '127.0.0.1:12111' }, 303],
])('a form from %s is answered with %s %i', async (_from, headers, status) => {
  await using lab = await openLab();
  await lab.stripe.customers.create({ name: 'Ada' });
  const path = `/events/${await lastEventId(lab)}/resend`;
  expect(await postWith(lab, headers, path)).toBe(status);
});

test('controls and checkout take no posts from other sites either, the API asks for its key only', async () => {
  await using lab = await openLab();
  const foreign = { ...OWN, 'sec-fetch-site': 'cross-site' };
  expect(await postWith(lab, foreign, '/_sim/webhooks')).toBe(403);
  expect(await postWith(lab, foreign, '/c/pay/cs_test_none')).toBe(403);
  const keyed = { ...foreign, authorization: 'Bearer sk_test_lab' };
  expect(await postWith(lab, keyed, '/v1/customers')).toBe(200);
});

test.each(['/', '/payments', '/_sim/webhooks', '/v1/customers'])(
  'a foreign name for this machine reads nothing at %s',
  async (path) => {
    await using lab = await openLab();
    const authorization = 'Bearer sk_test_lab';
    const ask = (host: string) => askWith(lab, { headers: { host, authorization }, path, method: 'GET' });
    expect(await ask(`evil.example:${lab.simulator.port}`)).toBe(403);
    expect(await ask(`127.0.0.1:${lab.simulator.port}`)).toBe(200);
  },
);

test.each(['/payments/%0d%0aX:y/refund', '/events/%0d%0aX:y/resend'])(
  'a form for the id in %s, which no header can carry, is answered like any unknown one',
  async (path) => {
    await using lab = await openLab();
    const response = await fetch(new URL(path, lab.simulator.url), { method: 'POST', redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toContain('%0D%0AX%3Ay');
    expect(response.headers.get('x')).toBeNull();
    expect((await lab.stripe.customers.list()).data).toEqual([]);
  },
);
