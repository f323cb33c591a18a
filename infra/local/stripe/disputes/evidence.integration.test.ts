import { expect, test } from '@jest/globals';
import { openLab } from '../testing/lab.ts';
import { disputeOf, lastEvent, payByCard, settleDispute } from '../testing/payments.ts';

const DISPUTED_CARD = '4000000000000259';
const INQUIRED_CARD = '4000000000001976';

test.each([
  [DISPUTED_CARD, 'winning_evidence', 'won'],
  [DISPUTED_CARD, 'losing_evidence', 'lost'],
  [INQUIRED_CARD, 'losing_evidence', 'warning_closed'],
  [INQUIRED_CARD, 'escalate_inquiry_evidence', 'needs_response'],
])('card %s with %s is %s five seconds later', async (card, uncategorized_text, status) => {
  await using lab = await openLab();
  const { id } = await disputeOf(lab, await payByCard(lab, card));
  const answered = await lab.stripe.disputes.update(id, { evidence: { uncategorized_text } });
  expect(answered.status).toMatch(/under_review$/);
  expect(answered.evidence_details).toMatchObject({ has_evidence: true, submission_count: 1 });
  lab.passSeconds(4);
  expect((await lab.stripe.disputes.retrieve(id)).status).toMatch(/under_review$/);
  lab.passSeconds(1);
  expect((await lab.stripe.disputes.retrieve(id)).status).toBe(status);
});

test('other evidence leaves the dispute under review, and tells what it replaced', async () => {
  await using lab = await openLab();
  const { id } = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  await lab.stripe.disputes.update(id, { evidence: { customer_name: 'Ada' }, metadata: { case: '7' } });
  lab.passSeconds(3600);
  expect(await lab.stripe.disputes.retrieve(id)).toMatchObject({
    status: 'under_review',
    metadata: { case: '7' },
  });
  expect((await lastEvent(lab, 'charge.dispute.updated')).data.previous_attributes).toMatchObject({
    status: 'needs_response',
    evidence: { customer_name: null },
    metadata: { case: null },
  });
  const again = lab.stripe.disputes.update(id, { evidence: { customer_name: 'Grace' } });
  await expect(again).rejects.toMatchObject({ statusCode: 400 });
});

test('evidence that is not submitted is kept until it is', async () => {
  await using lab = await openLab();
  const { id } = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  const evidence = { uncategorized_text: 'winning_evidence' };
  const staged = await lab.stripe.disputes.update(id, { evidence, submit: false });
  expect(staged).toMatchObject({
    status: 'needs_response',
    evidence: { uncategorized_text: 'winning_evidence' },
    evidence_details: { has_evidence: true, submission_count: 0, submission_method: 'not_submitted' },
  });
  lab.passSeconds(60);
  expect((await lab.stripe.disputes.update(id, { submit: true })).status).toBe('under_review');
  lab.passSeconds(5);
  expect((await lab.stripe.disputes.retrieve(id)).status).toBe('won');
});

test('metadata alone submits nothing', async () => {
  await using lab = await openLab();
  const { id } = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  const updated = await lab.stripe.disputes.update(id, { metadata: { case: '7' } });
  expect(updated).toMatchObject({
    status: 'needs_response',
    metadata: { case: '7' },
    evidence_details: { has_evidence: false, submission_count: 0 },
  });
});

test('closing a dispute accepts it as lost, once', async () => {
  await using lab = await openLab();
  const { id } = await disputeOf(lab, await payByCard(lab, DISPUTED_CARD));
  expect((await lab.stripe.disputes.close(id)).status).toBe('lost');
  for (const late of [
    lab.stripe.disputes.close(id),
    lab.stripe.disputes.update(id, { metadata: { case: '7' } }),
  ]) {
    await expect(late).rejects.toMatchObject({ statusCode: 400, message: 'This dispute is already closed' });
  }
  expect((await settleDispute(lab, { id }, 'won')).status).toBe(400);
});
