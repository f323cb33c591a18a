import { expect, test } from '@jest/globals';
import { creditsCheckout, openLab, postForm } from '../testing/lab.ts';
import { eventsSince, lastEvent, payByCard } from '../testing/payments.ts';

const ORDER = 'checkout.session.completed';

test('a full refund of a card succeeds at once, and Stripe’s four events follow in their order', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const refund = await lab.stripe.refunds.create({
    payment_intent: String(charge.payment_intent),
    reason: 'requested_by_customer',
    metadata: { order_id: 'ord_1' },
  });
  expect(refund).toMatchObject({
    id: expect.stringMatching(/^re_3\w{23}$/),
    object: 'refund',
    amount: 500,
    charge: charge.id,
    currency: 'usd',
    destination_details: { card: { reference_status: 'pending', type: 'refund' }, type: 'card' },
    metadata: { order_id: 'ord_1' },
    payment_intent: charge.payment_intent,
    reason: 'requested_by_customer',
    status: 'succeeded',
  });
  expect(await eventsSince(lab, ORDER)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.updated',
    'charge.refund.updated',
  ]);
  expect(await lab.stripe.charges.retrieve(charge.id)).toMatchObject({
    amount_refunded: 500,
    refunded: true,
    status: 'succeeded',
  });
});

test('partial refunds add up on the charge, which is refunded with the last cent', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  for (const amount of [120, 80]) await lab.stripe.refunds.create({ charge: charge.id, amount });
  const partly = (await lastEvent(lab, 'charge.refunded')).data.object;
  expect(partly).toMatchObject({ id: charge.id, amount: 500, amount_refunded: 200, refunded: false });
  expect(partly).not.toHaveProperty('refunds');
  const rest = await lab.stripe.refunds.create({ charge: charge.id });
  expect(rest.amount).toBe(300);
  expect((await lastEvent(lab, 'charge.refunded')).data.object).toMatchObject({
    amount_refunded: 500,
    refunded: true,
  });
});

test('the money leaves the balance without a fee, and the events carry ids only', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const refund = await lab.stripe.refunds.create({ charge: charge.id, amount: 200 });
  const movement = await lab.stripe.balanceTransactions.retrieve(String(refund.balance_transaction));
  expect(movement).toMatchObject({
    amount: -200,
    fee: 0,
    net: -200,
    source: refund.id,
    type: 'refund',
    reporting_category: 'refund',
  });
  expect((await lastEvent(lab, 'refund.created')).data.object).toMatchObject({
    balance_transaction: movement.id,
    charge: charge.id,
    payment_intent: charge.payment_intent,
  });
});

test('an idempotency key refunds once and answers the same refund', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const key = { idempotencyKey: 'refund-1' };
  const first = await lab.stripe.refunds.create({ charge: charge.id, amount: 100 }, key);
  const again = await lab.stripe.refunds.create({ charge: charge.id, amount: 100 }, key);
  expect(again.id).toBe(first.id);
  expect((await lab.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(100);
  await expect(lab.stripe.refunds.create({ charge: charge.id, amount: 200 }, key)).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  });
});

test('twenty refunds at once never give back more than was paid', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const asked = Array.from({ length: 20 }, () =>
    lab.stripe.refunds.create({ charge: charge.id, amount: 150 }),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect((await lab.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(450);
});

test('a charge that is refunded whole is refused another refund', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: charge.id });
  await expect(lab.stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
    message: `Charge ${charge.id} has already been refunded.`,
  });
});

test('more than is left is refused with both amounts', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 200 });
  await expect(lab.stripe.refunds.create({ charge: charge.id, amount: 301 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'amount',
    message: 'Refund amount ($3.01) is greater than unrefunded amount on charge ($3.00)',
  });
});

test('a charged back payment is refused, an inquired one is not, and a won one is not either', async () => {
  await using lab = await openLab();
  const disputed = await payByCard(lab, '4000000000000259');
  await expect(lab.stripe.refunds.create({ charge: disputed.id })).rejects.toMatchObject({
    statusCode: 400,
    code: 'charge_disputed',
    message: `Charge ${disputed.id} has been charged back; cannot issue a refund.`,
  });
  const inquired = await payByCard(lab, '4000000000001976');
  expect((await lab.stripe.refunds.create({ charge: inquired.id, amount: 100 })).status).toBe('succeeded');
  const { data } = await lab.stripe.disputes.list({ charge: disputed.id });
  await lab.control('POST', `/_sim/disputes/${data[0]?.id}/settle`, { outcome: 'won' });
  expect((await lab.stripe.refunds.create({ charge: disputed.id })).status).toBe('succeeded');
});

test('what was never paid, or only tried, cannot be refunded', async () => {
  await using lab = await openLab();
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(session, { card: '4000000000000002' });
  const { payment_intent } = await lab.stripe.checkout.sessions.retrieve(session.id);
  const waiting = await lab.stripe.checkout.sessions.create(creditsCheckout);
  await postForm(waiting, { method: 'async_waits' });
  const pending = (await lab.stripe.checkout.sessions.retrieve(waiting.id)).payment_intent;
  for (const intent of [String(payment_intent), String(pending)]) {
    await expect(lab.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
      statusCode: 400,
      message: `This PaymentIntent (${intent}) does not have a successful charge to refund.`,
    });
  }
});

test('a refund must name a payment that exists, and only one', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const other = await payByCard(lab);
  await expect(lab.stripe.refunds.create({})).rejects.toMatchObject({
    statusCode: 400,
    message: 'One of the following params should be provided for this request: payment_intent or charge.',
  });
  await expect(lab.stripe.refunds.create({ charge: 'ch_none' })).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  await expect(lab.stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  const mixed = { charge: charge.id, payment_intent: String(other.payment_intent) };
  await expect(lab.stripe.refunds.create(mixed)).rejects.toMatchObject({ statusCode: 400, param: 'charge' });
  await expect(lab.stripe.refunds.create({ charge: charge.id, amount: 0 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'amount',
  });
});

test('metadata can be changed, and nothing else', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const { id } = await lab.stripe.refunds.create({ charge: charge.id, metadata: { a: '1' } });
  const updated = await lab.stripe.refunds.update(id, { metadata: { b: '2' } });
  expect(updated.metadata).toEqual({ a: '1', b: '2' });
  expect((await lastEvent(lab, 'refund.updated')).data.previous_attributes).toEqual({
    metadata: { b: null },
  });
  await expect(lab.stripe.refunds.cancel(id)).rejects.toMatchObject({
    statusCode: 400,
    message: 'Canceling this refund is unsupported.',
  });
});

test('refunds are listed by charge, payment intent and time, page by page, and expanded', async () => {
  await using lab = await openLab();
  const first = await payByCard(lab);
  const second = await payByCard(lab);
  for (const amount of [100, 110, 120]) await lab.stripe.refunds.create({ charge: first.id, amount });
  lab.passSeconds(60);
  const { created } = await lab.stripe.refunds.create({ charge: second.id });
  const byCharge = await lab.stripe.refunds.list({ charge: first.id, limit: 2, expand: ['data.charge'] });
  expect(byCharge.data.map(({ amount }) => amount)).toEqual([120, 110]);
  expect(byCharge).toMatchObject({ has_more: true, data: [{ charge: { object: 'charge' } }, {}] });
  const byIntent = await lab.stripe.refunds.list({ payment_intent: String(first.payment_intent) });
  expect(byIntent.data).toHaveLength(3);
  const byTime = await lab.stripe.refunds.list({ created: { gte: created } });
  expect(byTime.data.map(({ charge }) => charge)).toEqual([second.id]);
});

test('a charge lists its refunds only when it is asked to', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 100 });
  expect(await lab.stripe.charges.retrieve(charge.id)).not.toHaveProperty('refunds');
  expect(await lab.stripe.charges.retrieve(charge.id, { expand: ['refunds'] })).toMatchObject({
    refunds: { object: 'list', data: [{ amount: 100 }], url: `/v1/charges/${charge.id}/refunds` },
  });
});
