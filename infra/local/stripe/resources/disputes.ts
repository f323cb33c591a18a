import { answerDispute } from '../disputes/evidence.ts';
import { settleDispute } from '../disputes/settle-dispute.ts';
import { invalidRequest, notSimulatedYet } from '../errors.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { disputes, isInquiry, isOpen, type StoredDispute } from '../objects/dispute.ts';
import { clearable, flag, notSimulated, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { shape } from '../parameters/shape.ts';
import { equals, isWithin } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const short = clearable(text());
const long = clearable(text({ maximumLength: 20_000 }));

const evidence = shape({
  access_activity_log: long,
  billing_address: short,
  cancellation_policy_disclosure: long,
  cancellation_rebuttal: long,
  customer_email_address: short,
  customer_name: short,
  customer_purchase_ip: short,
  duplicate_charge_explanation: long,
  duplicate_charge_id: short,
  product_description: long,
  refund_policy_disclosure: long,
  refund_refusal_explanation: long,
  service_date: short,
  shipping_address: short,
  shipping_carrier: short,
  shipping_date: short,
  shipping_tracking_number: short,
  uncategorized_text: long,
  ...notSimulated(['appeal', 'enhanced_evidence']),
  // These name uploaded files.
  ...notSimulated(['cancellation_policy', 'customer_communication', 'customer_signature', 'receipt']),
  ...notSimulated(['duplicate_charge_documentation', 'refund_policy', 'service_documentation']),
  ...notSimulated(['shipping_documentation', 'uncategorized_file']),
});

const update = route({
  method: 'POST',
  path: '/v1/disputes/:id',
  parameters: {
    evidence,
    metadata: metadata(),
    submit: flag(),
    ...notSimulated(['intended_submission_method']),
  },
  handle({ scene, path, values }) {
    const dispute = openOne(scene, path.id);
    const answers = values.evidence !== undefined || values.submit === true;
    if (answers && dispute.status.endsWith('under_review'))
      throw invalidRequest('Evidence for this dispute has already been submitted.');
    return answerDispute(scene, dispute, {
      evidence: values.evidence ?? {},
      metadata: mergedMetadata(dispute.metadata, values.metadata),
      submits: answers && values.submit !== false,
    });
  },
});

const close = route({
  method: 'POST',
  path: '/v1/disputes/:id/close',
  parameters: {},
  handle({ scene, path }) {
    const dispute = openOne(scene, path.id);
    if (isInquiry(dispute)) throw notSimulatedYet('the closing of inquiries');
    return settleDispute(scene, dispute.id, 'lost');
  },
});

function openOne(scene: Scene, id: string): StoredDispute {
  const dispute = existing(scene, disputes, id);
  if (isOpen(dispute)) return dispute;
  throw invalidRequest('This dispute is already closed');
}

const list = listRoute({
  path: '/v1/disputes',
  collection: disputes,
  filters: { charge: text(), created: timeRange(), payment_intent: text() },
  conditions: ({ charge, created, payment_intent }) => [
    ...equals('charge', charge),
    ...isWithin('created', created),
    ...equals('payment_intent', payment_intent),
  ],
});

export const disputeResource: Resource = {
  routes: [list, retrieveRoute('/v1/disputes/:id', disputes), update, close],
};
