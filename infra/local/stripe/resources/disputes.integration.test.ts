import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';
import {
  disputeOf,
  eventsSince,
  lastEvent,
  payByCard,
  payByDebit,
  settleDispute,
} from '../testing/payments.ts';

const ORDER = 'checkout.session.completed';
const DISPUTED_CARD = '4000000000000259';
const INQUIRED_CARD = '4000000000001976';

test('card …0259 is disputed right after the payment: the money and a fee are withdrawn', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab, DISPUTED_CARD);
  expect(charge.disputed).toBe(true);
  const dispute = await disputeOf(lab, charge);
  expect(dispute).toMatchObject({
    id: expect.stringMatching(/^du_1\w{23}$/),
    amount: 500,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    evidence_details: { has_evidence: false, submission_count: 0 },
    is_charge_refundable: false,
    payment_method_details: { card: { brand: 'visa', case_type: 'chargeback', network_reason_code: '10.4' } },
    reason: 'fraudulent',
    status: 'needs_response',
  });
  expect(dispute.balance_transactions).toMatchObject([
    {
      amount: -500,
      fee: 1500,
      net: -2000,
      type: 'adjustment',
      reporting_category: 'dispute',
      source: dispute.id,
    },
  ]);
  expect(await eventsSince(lab, ORDER)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
  expect((await lastEvent(lab, 'charge.dispute.funds_withdrawn')).data.object).toMatchObject({
    charge: charge.id,
    payment_intent: charge.payment_intent,
  });
});

test('a dispute that is won brings the money back, not the fee, and allows refunds again', async () => {
  await using lab = await openLab();
  const dispute = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  const won = await settleDispute(lab, dispute, 'won');
  expect(won).toMatchObject({ status: 200, body: { status: 'won', is_charge_refundable: true } });
  expect((await lab.stripe.disputes.retrieve(dispute.id)).balance_transactions).toMatchObject([
    { amount: -500, fee: 1500 },
    { amount: 500, fee: 0, net: 500, reporting_category: 'dispute_reversal' },
  ]);
  expect(await eventsSince(lab, 'charge.dispute.funds_withdrawn')).toEqual([
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ]);
  expect(await lab.stripe.charges.retrieve(String(dispute.charge))).toMatchObject({
    disputed: true,
    amount_refunded: 0,
  });
});

test('a dispute that is lost is closed, and the money stays away', async () => {
  await using lab = await openLab();
  const dispute = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  await settleDispute(lab, dispute, 'lost');
  expect(await eventsSince(lab, 'charge.dispute.funds_withdrawn')).toEqual(['charge.dispute.closed']);
  expect((await lastEvent(lab, 'charge.dispute.closed')).data.object).toMatchObject({
    status: 'lost',
    is_charge_refundable: false,
  });
  expect((await lab.stripe.disputes.retrieve(dispute.id)).balance_transactions).toHaveLength(1);
});

test('card …1976 is inquired about: no money moves, and the bank may drop it', async () => {
  await using lab = await openLab();
  const dispute = await disputeOf(lab, await payByCard(lab, INQUIRED_CARD));
  expect(dispute).toMatchObject({
    status: 'warning_needs_response',
    is_charge_refundable: true,
    balance_transactions: [],
    payment_method_details: { card: { case_type: 'inquiry' } },
  });
  expect(await eventsSince(lab, ORDER)).toEqual(['charge.dispute.created']);
  await settleDispute(lab, dispute, 'warning_closed');
  expect(await eventsSince(lab, 'charge.dispute.created')).toEqual(['charge.dispute.closed']);
  expect((await lab.stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
});

test('an inquiry that escalates becomes a chargeback: only then the money is withdrawn', async () => {
  await using lab = await openLab();
  const dispute = await disputeOf(lab, await payByCard(lab, INQUIRED_CARD));
  await settleDispute(lab, dispute, 'escalated');
  expect(await lab.stripe.disputes.retrieve(dispute.id)).toMatchObject({
    status: 'needs_response',
    is_charge_refundable: false,
    balance_transactions: [{ amount: -500, fee: 1500 }],
    payment_method_details: { card: { case_type: 'chargeback' } },
  });
  expect(await eventsSince(lab, 'charge.dispute.created')).toEqual([
    'charge.dispute.updated',
    'charge.dispute.funds_withdrawn',
  ]);
  expect((await settleDispute(lab, dispute, 'lost')).status).toBe(200);
});

test('any payment is disputed on request, by charge, payment intent or checkout session', async () => {
  await using lab = await openLab();
  const byCharge = await payByCard(lab);
  const byIntent = await payByCard(lab);
  await payByCard(lab);
  const { data } = await lab.stripe.checkout.sessions.list({ limit: 1 });
  const ids = [byCharge.id, String(byIntent.payment_intent), String(data[0]?.id)];
  for (const id of ids) {
    const opened = await lab.control('POST', `/_sim/payments/${id}/dispute`, { reason: 'duplicate' });
    expect(opened).toMatchObject({
      status: 200,
      body: { object: 'dispute', status: 'needs_response', reason: 'duplicate', amount: 500 },
    });
  }
  expect((await lab.stripe.disputes.list()).data).toHaveLength(3);
  const paged = await lab.stripe.disputes.list({ limit: 2, expand: ['data.charge'] });
  expect(paged).toMatchObject({ has_more: true, data: [{ charge: { object: 'charge' } }, {}] });
});

test('a bank disputes what was not refunded, and another amount when it is told to', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 200 });
  const rest = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`);
  expect(rest.body).toMatchObject({ amount: 300 });
  await settleDispute(lab, { id: String(rest.body.id) }, 'won');
  const whole = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`, { amount: 500 });
  expect(whole.body).toMatchObject({ amount: 500, balance_transactions: [{ amount: -500 }] });
});

test('what was lost to a bank is not there to be disputed once more', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  const part = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`, { amount: 200 });
  await settleDispute(lab, { id: String(part.body.id) }, 'lost');
  const rest = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`);
  expect(rest.body).toMatchObject({ amount: 300 });
  await settleDispute(lab, { id: String(rest.body.id) }, 'lost');
  expect((await lab.control('POST', `/_sim/payments/${charge.id}/dispute`)).status).toBe(400);
});

test('a whole payment disputed after a part was refunded brings that part back, lost as it is', async () => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: charge.id, amount: 200 });
  const opened = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`, { amount: 500 });
  const dispute = { id: String(opened.body.id) };
  const lost = await settleDispute(lab, dispute, 'lost');
  expect(lost).toMatchObject({ status: 200, body: { status: 'lost', is_charge_refundable: false } });
  expect((await lab.stripe.disputes.retrieve(dispute.id)).balance_transactions).toMatchObject([
    { amount: -500, fee: 1500 },
    { amount: 200, fee: 0, net: 200, reporting_category: 'dispute_reversal' },
  ]);
  expect(await eventsSince(lab, 'charge.dispute.funds_withdrawn')).toEqual([
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ]);
  expect((await lastEvent(lab, 'charge.dispute.funds_reinstated')).data.object).toMatchObject({
    status: 'lost',
    balance_transactions: [{ amount: -500 }, { amount: 200 }],
  });
});

test.each([
  { refunded: 100, disputed: 400 },
  { refunded: 0, disputed: 510 },
])('a lost dispute over $disputed after a refund of $refunded brings nothing back', async (amounts) => {
  await using lab = await openLab();
  const charge = await payByCard(lab);
  if (amounts.refunded > 0) await lab.stripe.refunds.create({ charge: charge.id, amount: amounts.refunded });
  const path = `/_sim/payments/${charge.id}/dispute`;
  const opened = await lab.control('POST', path, { amount: amounts.disputed });
  await settleDispute(lab, { id: String(opened.body.id) }, 'lost');
  expect(await eventsSince(lab, 'charge.dispute.funds_withdrawn')).toEqual(['charge.dispute.closed']);
});

test('a refund on its way fails when the payment is charged back, one that arrived stays', async () => {
  await using lab = await openLab();
  const charge = await payByDebit(lab);
  const arrived = await lab.stripe.refunds.create({ charge: charge.id, amount: 100 });
  await lab.control('POST', `/_sim/refunds/${arrived.id}/settle`, { outcome: 'succeeded' });
  const onItsWay = await lab.stripe.refunds.create({ charge: charge.id, amount: 50 });
  const opened = await lab.control('POST', `/_sim/payments/${charge.id}/dispute`);
  expect(opened.body).toMatchObject({ amount: 400, reason: 'debit_not_authorized' });
  expect(await lab.stripe.refunds.retrieve(onItsWay.id)).toMatchObject({
    status: 'failed',
    failure_reason: 'charge_for_pending_refund_disputed',
  });
  expect((await lab.stripe.refunds.retrieve(arrived.id)).status).toBe('succeeded');
  expect(await lab.stripe.charges.retrieve(charge.id)).toMatchObject({
    amount_refunded: 100,
    disputed: true,
  });
});

test('what no bank would dispute is refused in words', async () => {
  await using lab = await openLab();
  const refunded = await payByCard(lab);
  await lab.stripe.refunds.create({ charge: refunded.id });
  const disputed = await payByCard(lab, DISPUTED_CARD);
  const debit = await payByDebit(lab);
  const attempts = [
    await lab.control('POST', `/_sim/payments/${refunded.id}/dispute`),
    await lab.control('POST', `/_sim/payments/${disputed.id}/dispute`),
    await lab.control('POST', `/_sim/payments/${debit.id}/dispute`, { kind: 'inquiry' }),
    await lab.control('POST', `/_sim/payments/${debit.id}/dispute`, { kind: 'war' }),
  ];
  expect(attempts.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  const missing = await lab.control('POST', '/_sim/payments/pi_none/dispute');
  expect(missing).toMatchObject({ status: 404, body: { error: { code: 'resource_missing' } } });
});

test.each([
  [DISPUTED_CARD, 'warning_closed'],
  [DISPUTED_CARD, 'escalated'],
  [INQUIRED_CARD, 'won'],
  [INQUIRED_CARD, 'lost'],
])('a dispute of card %s cannot become %s', async (card, outcome) => {
  await using lab = await openLab();
  const dispute = await disputeOf(lab, await payByCard(lab, card));
  expect((await settleDispute(lab, dispute, outcome)).status).toBe(400);
  expect((await lab.stripe.disputes.retrieve(dispute.id)).status).toBe(dispute.status);
});

test('duplicates of one event are the same event, whatever became of the dispute since', async () => {
  await using lab = await openLab();
  await lab.control('POST', '/_sim/webhooks', { duplicate: 2 });
  const charge = await payByCard(lab, DISPUTED_CARD);
  await settleDispute(lab, await disputeOf(lab, charge), 'won');
  await lab.quiet();
  const bodies = lab.receiver.received.map(({ body }) => body);
  const withdrawn = bodies.filter((body) => JSON.parse(body).type === 'charge.dispute.funds_withdrawn');
  expect(withdrawn).toHaveLength(3);
  expect(new Set(withdrawn).size).toBe(1);
  expect(JSON.parse(withdrawn[0] ?? '').data.object.status).toBe('needs_response');
});

test('refunds on their way and disputes under review go on after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stripe-simulator-'));
  const databaseFile = join(folder, 'stripe.sqlite');
  let nowSeconds = 1_800_000_000;
  const options = { databaseFile, nowSeconds: () => nowSeconds };
  const before = await openLab(options);
  const charge = await payByCard(before, '4000000000007726');
  const refund = await before.stripe.refunds.create({ charge: charge.id });
  const dispute = await disputeOf(before, await payByCard(before, DISPUTED_CARD));
  const evidence = { uncategorized_text: 'winning_evidence' };
  await before.stripe.disputes.update(dispute.id, { evidence });
  await before[Symbol.asyncDispose]();
  const after = await openLab(options);
  expect((await after.stripe.refunds.retrieve(refund.id)).status).toBe('pending');
  nowSeconds += 5;
  expect((await after.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  expect((await after.stripe.disputes.retrieve(dispute.id)).status).toBe('won');
  await after[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
