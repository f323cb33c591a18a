import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { collection } from '../store/collection.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { isCardCharge } from './charge.ts';

type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled';

export type StoredRefund = Omit<
  Stripe.Refund,
  'balance_transaction' | 'charge' | 'failure_balance_transaction' | 'status'
> & {
  balance_transaction: string;
  charge: string;
  failure_balance_transaction?: string;
  status: RefundStatus;
};

export const refunds = collection<StoredRefund>('refund');

/** What becomes of a refund. Stripe lets the test card decide; `waits` is decided by hand. */
export type RefundCourse = 'succeeds' | 'succeeds later' | 'fails later' | 'waits';

/** How refunds of a charge go; a charge without a note has them succeed at once. */
export const refundCourses = notes<{ course: RefundCourse }>('charge.refunds');

export function newRefundId(charge: Stripe.Charge): string {
  return isCardCharge(charge) ? newId.refund() : newId.paymentRefund();
}

type RefundFields = Pick<
  StoredRefund,
  'id' | 'amount' | 'balance_transaction' | 'metadata' | 'reason' | 'status'
>;

export function newRefund(scene: Scene, charge: Stripe.Charge, fields: RefundFields): StoredRefund {
  const { id, ...others } = fields;
  return {
    id,
    object: 'refund',
    charge: charge.id,
    created: scene.nowSeconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(isCardCharge(charge) ? { destination_details: referenceToCome } : {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(fields.status === 'pending' ? { pending_reason: 'processing' } : {}),
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
    ...others,
  } satisfies StoredRefund;
}

const referenceToCome = {
  card: {
    reference_status: 'pending',
    reference_type: 'acquirer_reference_number',
    type: 'refund',
  },
  type: 'card',
} satisfies Stripe.Refund.DestinationDetails;
