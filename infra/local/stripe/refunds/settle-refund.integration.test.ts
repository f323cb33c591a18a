import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';
import { eventsSince, lastEvent, payByCard, payByDebit } from '../testing/payments.ts';

const ORDER = 'checkout.session.completed';

test('card …7726: the refund is pending and counts already, and succeeds three seconds later', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab, '4000000000007726');
  const refund = await lab.stripe.refunds.create({ charge: charge.id });
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  expect((await lab.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(500);
  expect(await eventsSince(lab, ORDER)).toEqual(['refund.created', 'charge.refunded']);
  lab.passSeconds(3);
  const settled = await lab.stripe.refunds.retrieve(refund.id);
  expect(settled.status).toBe('succeeded');
  expect(settled).not.toHaveProperty('pending_reason');
  expect(await eventsSince(lab, 'charge.refunded')).toEqual(['refund.updated', 'charge.refund.updated']);
  expect((await lastEvent(lab, 'refund.updated')).data.previous_attributes).toMatchObject({
    status: 'pending',
    pending_reason: 'processing',
  });
});

test('card …5126: the refund looks done and fails three seconds later; the charge has its money back', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab, '4000000000005126');
  const refund = await lab.stripe.refunds.create({ charge: charge.id });
  expect(refund.status).toBe('succeeded');
  lab.passSeconds(2);
  expect((await lab.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  lab.passSeconds(1);
  const failed = await lab.stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
  expect(failed).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: { amount: 500, net: 500, type: 'refund_failure' },
  });
  expect(await lab.stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect(await eventsSince(lab, 'charge.refund.updated')).toEqual(['refund.failed']);
  expect((await lastEvent(lab, 'refund.failed')).data).toEqual({
    object: expect.objectContaining({ id: refund.id, status: 'failed' }),
  });
  expect((await lastEvent(lab, 'refund.updated')).data.previous_attributes).toEqual({
    failure_balance_transaction: null,
    failure_reason: null,
    status: 'succeeded',
  });
});

test('after a failed refund the charge can be refunded again', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const refund = await lab.stripe.refunds.create({ charge: charge.id });
  await lab.control('POST', `/_sim/refunds/${refund.id}/settle`, { outcome: 'failed' });
  expect((await lab.stripe.refunds.create({ charge: charge.id })).amount).toBe(500);
});

test('a refund of a bank debit is pending until it is settled by hand', async () => {
  await using lab = await openLab();
  const charge = await payByDebit(lab);
  const refund = await lab.stripe.refunds.create({ charge: charge.id });
  expect(refund).toMatchObject({ id: expect.stringMatching(/^pyr_1\w{23}$/), status: 'pending' });
  lab.passSeconds(3600);
  expect((await lab.stripe.refunds.retrieve(refund.id)).status).toBe('pending');
  const settled = await lab.control('POST', `/_sim/refunds/${refund.id}/settle`, { outcome: 'succeeded' });
  expect(settled).toMatchObject({ status: 200, body: { status: 'succeeded' } });
  expect(await eventsSince(lab, 'charge.refunded')).toEqual(['refund.updated']);
});

test('a pending refund that the bank fails, or that the shop cancels, gives the amount back', async () => {
  await using lab = await openLab();
  const charge = await payByDebit(lab);
  const failing = await lab.stripe.refunds.create({ charge: charge.id, amount: 200 });
  const canceled = await lab.stripe.refunds.create({ charge: charge.id, amount: 300 });
  await lab.control('POST', `/_sim/refunds/${failing.id}/settle`, { outcome: 'failed' });
  expect(await lab.stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 300 });
  await lab.control('POST', `/_sim/refunds/${canceled.id}/settle`, { outcome: 'canceled' });
  expect(await lab.stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect(await lab.stripe.refunds.retrieve(canceled.id)).toMatchObject({
    status: 'canceled',
    failure_reason: 'merchant_request',
  });
  expect(await eventsSince(lab, 'refund.failed')).toEqual(['refund.updated']);
});

test.each([
  ['failed', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['succeeded', 'succeeded'],
])('a refund that is %s cannot become %s', async (first, second) => {
  await using lab = await openLab();
  const charge = await payByDebit(lab);
  const { id } = await lab.stripe.refunds.create({ charge: charge.id });
  await lab.control('POST', `/_sim/refunds/${id}/settle`, { outcome: first });
  const again = await lab.control('POST', `/_sim/refunds/${id}/settle`, { outcome: second });
  expect(again).toMatchObject({
    status: 400,
    body: { error: { message: `The refund ${id} is ${first}, so it cannot become ${second}.` } },
  });
});

test('a refund that was settled by hand is not settled again by its timer', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab, '4000000000007726');
  const { id } = await lab.stripe.refunds.create({ charge: charge.id });
  await lab.control('POST', `/_sim/refunds/${id}/settle`, { outcome: 'failed' });
  lab.passSeconds(10);
  expect((await lab.stripe.refunds.retrieve(id)).status).toBe('failed');
});
