import { expect, test } from '@jest/globals';
import { creditsCheckout, type Lab, openLab, postForm } from '../testing/lab.ts';

async function open(lab: Lab, path: string | null) {
  const response = await fetch(new URL(String(path), lab.simulator.url));
  return { status: response.status, headers: response.headers, html: await response.text() };
}

test('the page shows merchant, goods, amount, test cards and the way back', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const { status, html } = await open(lab, session.url);
  expect(status).toBe(200);
  for (const shown of ['Pay Cue', 'Cue credits', 'Qty 25, $0.20 each', 'Pay $5.00', '4242 4242 4242 4242']) {
    expect(html).toContain(shown);
  }
  expect(html).toContain('href="http://localhost:5000/payment/cancel"');
  expect(html).not.toContain('Promotion code');
});

test('whatever a user typed is escaped', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    allow_promotion_codes: true,
    customer_email: '"><script>@example.com',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 500, product_data: { name: '<script>1</script>' } },
      },
    ],
    cancel_url: 'http://localhost:5000/"><script>2</script>',
  });
  const pages = [
    (await open(lab, session.url)).html,
    (await postForm(session, { card: '"><script>3', name: '<script>4' })).html,
    (await postForm(session, { action: 'apply', promotion_code: '"><script>5' })).html,
  ];
  for (const html of pages) expect(html).not.toContain('<script');
});

test('a page may run no script and load nothing', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const { headers } = await open(lab, session.url);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
});

test('an expired session is refused, and shows the way back', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await lab.stripe.checkout.sessions.expire(session.id);
  const { status, html } = await open(lab, session.url);
  expect(status).toBe(410);
  expect(html).toContain('This checkout has expired');
  expect((await postForm(session, { card: '4242424242424242' })).status).toBe(410);
});

test('a completed session is refused, and leads on to the shop', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card: '4242424242424242' });
  const { status, html } = await open(lab, session.url);
  expect(status).toBe(410);
  expect(html).toContain(`href="http://localhost:5000/payment/success?session_id=${session.id}"`);
});

test('the start page lists recent sessions, and an unknown session is 404', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  expect((await open(lab, '/')).html).toContain(String(session.url));
  expect((await open(lab, '/c/pay/cs_test_none')).status).toBe(404);
});

test('a guest may mend the address after a decline, one that the shop gave stays', async () => {
  await using lab = await openLab();
  const guest = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(guest, { card: '4000000000000002', email: 'adda@example.com' });
  await postForm(guest, { card: '4242424242424242', email: 'ada@example.com' });
  const known = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    customer_email: 'grace@example.com',
  });
  await postForm(known, { card: '4242424242424242', email: 'mallory@example.com' });
  const { data } = await lab.stripe.checkout.sessions.list();
  expect(data.map((session) => session.customer_details?.email)).toEqual([
    'grace@example.com',
    'ada@example.com',
  ]);
});

test('a session for cards takes no debit', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    allowed_payment_method_types: ['card'],
  });
  expect((await open(lab, session.url)).html).not.toContain('Bank debit');
  expect((await postForm(session, { method: 'async' })).status).toBe(402);
});

test('a success url beyond ASCII arrives encoded', async () => {
  await using lab = await openLab();
  const success_url = 'http://localhost:5000/café?ok={CHECKOUT_SESSION_ID}';
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, success_url });
  const answer = await postForm(session, { card: '4242424242424242' });
  expect(answer.location).toBe(`http://localhost:5000/caf%C3%A9?ok=${session.id}`);
});
