import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { equals } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

export type StoredDispute = Omit<Stripe.Dispute, 'charge' | 'payment_intent'> & {
  charge: string;
  payment_intent: string | null;
};

export const disputes = collection<StoredDispute>('dispute');

export type DisputeKind = 'chargeback' | 'inquiry';

/** Stripe knows no more than a handful on one charge. */
const MAXIMUM_DISPUTES = 100;
const DAY_SECONDS = 24 * 3600;
const DAYS_TO_ANSWER = 8;

export function isInquiry({ status }: StoredDispute): boolean {
  return status.startsWith('warning_');
}

export function isOpen({ status }: StoredDispute): boolean {
  return !['won', 'lost', 'warning_closed'].includes(status);
}

export function disputesOf(scene: Scene, charge: Pick<Stripe.Charge, 'id'>): StoredDispute[] {
  return disputes.select(scene.store, {
    conditions: equals('charge', charge.id),
    order: 'oldest first',
    limit: MAXIMUM_DISPUTES,
  });
}

interface DisputeFields {
  kind: DisputeKind;
  amount: number;
  reason: string;
}

export function newDispute(scene: Scene, charge: Stripe.Charge, fields: DisputeFields): StoredDispute {
  const { kind, amount, reason } = fields;
  return {
    id: newId.dispute(),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: scene.nowSeconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: endOfDay(scene.nowSeconds() + DAYS_TO_ANSWER * DAY_SECONDS),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: kind === 'inquiry',
    livemode: false,
    metadata: {},
    payment_intent: typeof charge.payment_intent === 'string' ? charge.payment_intent : null,
    payment_method_details: methodOf(charge, fields),
    reason,
    status: kind === 'inquiry' ? 'warning_needs_response' : 'needs_response',
  } satisfies StoredDispute;
}

function endOfDay(seconds: number): number {
  return Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS + DAY_SECONDS - 1;
}

function methodOf(
  { payment_method_details }: Stripe.Charge,
  { kind, reason }: DisputeFields,
): Stripe.Dispute.PaymentMethodDetails {
  const { card, type = 'card' } = payment_method_details ?? {};
  if (!card) return { type };
  const brand = card.brand ?? 'unknown';
  const network_reason_code = kind === 'inquiry' ? '10' : (VISA_CODES[reason] ?? null);
  return { card: { brand, case_type: kind, network: card.network ?? brand, network_reason_code }, type };
}

/** Of the reasons that tests use; other networks' codes are told as Visa's. */
const VISA_CODES: Record<string, string> = {
  fraudulent: '10.4',
  duplicate: '12.6',
  product_not_received: '13.1',
  subscription_canceled: '13.2',
  product_unacceptable: '13.3',
  credit_not_processed: '13.6',
};

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
