import { expect, test } from '@jest/globals';
import { read, submit } from '../../testing/dashboard.ts';
import { creditsCheckout, type Lab, openLab, postForm } from '../../testing/lab.ts';
import { eventsSince, payByCard, payByDebit } from '../../testing/payments.ts';

const DISPUTED_CARD = '4000000000000259';
const INQUIRED_CARD = '4000000000001976';

async function paymentOf(lab: Lab, card?: string) {
  const charge = await payByCard(lab, card);
  return { charge, address: `/payments/${String(charge.payment_intent)}` };
}

test('the list tells amount, state, method, and what was refunded and disputed', async () => {
  await using lab = await openLab();
  const { charge } = await paymentOf(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 150 });
  await paymentOf(lab, INQUIRED_CARD);
  const { text } = await read(lab, '/payments');
  expect(text).toContain('$5.00 Inquiry Inquiry: needs response visa •••• 1976');
  expect(text).toContain('$5.00 Partly refunded $1.50 visa •••• 4242');
});

test.each([
  ['4000000000000002', 'Failed'],
  ['4000002500003155', 'Requires action'],
  ['4242424242424242', 'Succeeded'],
  [DISPUTED_CARD, 'Disputed'],
])('a payment with card %s is shown as %s', async (card, state) => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card });
  expect((await read(lab, '/payments')).text).toContain(`$5.00 ${state} `);
});

test('the refund form offers all that is left, and refunds it', async () => {
  await using lab = await openLab();
  const { charge, address } = await paymentOf(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 150 });
  expect((await read(lab, address)).html).toContain('value="3.50"');
  const sent = await submit(lab, `${address}/refund`, { amount: '3.50', course: 'succeeds' });
  expect(sent).toMatchObject({ status: 303, back: address, done: 'The refund of $3.50 succeeded.' });
  expect(sent.page.text).toContain('Payment of $5.00 Refunded');
  expect((await lab.stripe.charges.retrieve(charge.id)).refunded).toBe(true);
});

test('a refund may wait, and then succeed, fail or be canceled by a button', async () => {
  await using lab = await openLab();
  const { address } = await paymentOf(lab);
  for (const [outcome, state] of [
    ['succeeded', 'Succeeded'],
    ['failed', 'Failed'],
    ['canceled', 'Canceled'],
  ]) {
    const waiting = await submit(lab, `${address}/refund`, { amount: '1', course: 'waits' });
    expect(waiting.done).toBe('The refund of $1.00 is pending until you decide below.');
    const { data } = await lab.stripe.refunds.list({ limit: 1 });
    const decided = await submit(lab, `/refunds/${data[0]?.id}/settle`, { outcome: outcome ?? '' });
    expect(decided).toMatchObject({ back: address, done: `The refund of $1.00 is now: ${state}.` });
  }
  expect((await read(lab, '/refunds')).text).toContain('$1.00 Canceled Merchant request');
});

test('a refund may succeed at first and fail three seconds later', async () => {
  await using lab = await openLab();
  const { address } = await paymentOf(lab);
  await submit(lab, `${address}/refund`, { amount: '5.00', course: 'fails later' });
  expect((await read(lab, address)).text).toContain('Payment of $5.00 Refunded');
  lab.passSeconds(3);
  expect((await read(lab, address)).text).toContain('Payment of $5.00 Succeeded');
});

test.each([
  ['5.01', 'Refund amount ($5.01) is greater than unrefunded amount on charge ($5.00)'],
  ['abc', 'Please write an amount like 5.00.'],
  ['0', 'Please write an amount like 5.00.'],
  ['1.005', 'Please write an amount like 5.00.'],
  ['-1', 'Please write an amount like 5.00.'],
  ['', 'Please write an amount like 5.00.'],
])('a refund of "%s" is refused in words, and nothing changes', async (amount, problem) => {
  await using lab = await openLab();
  const { address } = await paymentOf(lab);
  const sent = await submit(lab, `${address}/refund`, { amount, course: 'succeeds' });
  expect(sent).toMatchObject({ status: 303, back: address, problem, done: null });
  expect((await lab.stripe.refunds.list()).data).toEqual([]);
});

test('a chargeback is opened and won by buttons, and sends the events that Stripe would', async () => {
  await using lab = await openLab();
  const { address } = await paymentOf(lab);
  const opened = await submit(lab, `${address}/dispute`, { amount: '2.00', kind: 'chargeback' });
  expect(opened).toMatchObject({
    back: address,
    done: 'The bank disputes $2.00 and has taken the money back.',
  });
  expect(opened.page.text).toContain('Stripe refunds no payment that was charged back.');
  const { data } = await lab.stripe.disputes.list();
  const won = await submit(lab, `/disputes/${data[0]?.id}/settle`, { outcome: 'won' });
  expect(won).toMatchObject({ back: address, done: 'The dispute of $2.00 is now: Won.' });
  expect(await eventsSince(lab, 'checkout.session.completed')).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ]);
});

test('an inquiry moves no money, and ends by a button', async () => {
  await using lab = await openLab();
  const { address } = await paymentOf(lab);
  const opened = await submit(lab, `${address}/dispute`, { amount: '5.00', kind: 'inquiry' });
  expect(opened.done).toBe('The bank inquires about $5.00. No money has moved.');
  const { data } = await lab.stripe.disputes.list();
  const closed = await submit(lab, `/disputes/${data[0]?.id}/settle`, { outcome: 'warning_closed' });
  expect(closed.done).toBe('The dispute of $5.00 is now: Inquiry closed.');
  const again = await submit(lab, `/disputes/${data[0]?.id}/settle`, { outcome: 'won' });
  expect(again.problem).toContain('cannot become won');
});

test('a bank debit arrives or fails by a button, once', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { method: 'async_waits' });
  const { payment_intent } = await lab.stripe.checkout.sessions.retrieve(session.id);
  const address = `/payments/${String(payment_intent)}`;
  expect((await read(lab, address)).text).toContain('The debit is on its way.');
  const arrived = await submit(lab, `${address}/settle`, { outcome: 'succeeded' });
  expect(arrived).toMatchObject({ back: address, done: 'The money has arrived.' });
  const late = await submit(lab, `${address}/settle`, { outcome: 'failed' });
  expect(late.problem).toContain('is not on its way');
});

test('a payment tells its refunds, disputes and every event about it, the newest first', async () => {
  await using lab = await openLab();
  const charge = await payByDebit(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 100 });
  await lab.control('POST', `/_sim/payments/${charge.id}/dispute`);
  await payByCard(lab);
  const { html, text } = await read(lab, `/payments/${String(charge.payment_intent)}`);
  expect(text).toContain('Charge for pending refund disputed.');
  expect(text).toContain('Debit not authorized.');
  const types = [...html.matchAll(/href="\/events\/\w+">(.*?)<\/a>/g)].map(([, type]) => type);
  expect(types.map((type) => type?.replaceAll('<wbr>', ''))).toEqual([
    'charge.dispute.funds_withdrawn',
    'charge.dispute.created',
    'refund.failed',
    'refund.updated',
    'charge.refunded',
    'refund.created',
    'checkout.session.async_payment_succeeded',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
    'charge.pending',
    'payment_intent.processing',
    'payment_intent.created',
  ]);
});

test('a payment that is not there is 404 in words, for its forms too', async () => {
  await using lab = await openLab();
  const missing = await read(lab, '/payments/pi_none');
  expect(missing.status).toBe(404);
  expect(missing.text).toContain('There is no such payment');
  const sent = await submit(lab, '/payments/pi_none/refund', { amount: '1', course: 'succeeds' });
  expect(sent).toMatchObject({ status: 303, problem: 'This payment has no charge to refund.' });
});

test('a customer’s payments are listed by themselves', async () => {
  await using lab = await openLab();
  await paymentOf(lab);
  const customer = await lab.stripe.customers.create({ email: 'ada@example.com' });
  const session = await lab.stripe.checkout.sessions.create({ ...creditsCheckout, customer: customer.id });
  await postForm(session, { card: '5555555555554444' });
  expect((await read(lab, '/customers')).html).toContain(`href="/payments?customer=${customer.id}"`);
  const { text } = await read(lab, `/payments?customer=${customer.id}`);
  expect(text).toContain('mastercard •••• 4444');
  expect(text).not.toContain('visa •••• 4242');
});
