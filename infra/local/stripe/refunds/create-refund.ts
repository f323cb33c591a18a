import type Stripe from 'stripe';
import { emit } from '../events.ts';
import { recordMovement } from '../objects/balance-transaction.ts';
import { charges, isCardCharge } from '../objects/charge.ts';
import {
  newRefund,
  newRefundId,
  type RefundCourse,
  refundCourses,
  refunds,
  type StoredRefund,
} from '../objects/refund.ts';
import { type JobKind, schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { announceReference } from './reference.ts';
import { refuseRefund, unrefunded } from './refundable.ts';

/** Real refunds take days. Three seconds are enough to see the first state. */
const SETTLES_AFTER_SECONDS = 3;

interface RefundRequest {
  /** All that is left when nothing is said. */
  amount?: number | undefined;
  reason?: Stripe.RefundCreateParams.Reason | undefined;
  metadata?: Record<string, string>;
  /** The test card's by default. */
  course?: RefundCourse;
}

/** The answer is the refund as it was made: the network's reference for it arrives right afterwards. */
export function createRefund(scene: Scene, charge: Stripe.Charge, request: RefundRequest): StoredRefund {
  refuseRefund(scene, charge, request.amount);
  const course = request.course ?? refundCourses.read(scene.store, charge.id)?.course ?? 'succeeds';
  const refund = insertRefund(scene, charge, { ...request, course });
  const refunded = addToRefunded(scene, charge, refund.amount);
  emit(scene, 'refund.created', { object: refund });
  emit(scene, 'charge.refunded', { object: refunded });
  if (refund.status === 'succeeded') announceReference(scene, refund);
  const job = jobOf[course];
  if (job) {
    const dueAtSeconds = scene.nowSeconds() + SETTLES_AFTER_SECONDS;
    schedule(scene, { kind: job, subject: refund.id, dueAtSeconds });
  }
  return refund;
}

const jobOf: Record<RefundCourse, JobKind | null> = {
  succeeds: null,
  'succeeds later': 'refundSucceeds',
  'fails later': 'refundFails',
  waits: null,
};

function insertRefund(
  scene: Scene,
  charge: Stripe.Charge,
  request: RefundRequest & { course: RefundCourse },
): StoredRefund {
  const { amount = unrefunded(charge), course, metadata = {}, reason = null } = request;
  const id = newRefundId(charge);
  const movement = refundMovement(charge, { id, amount });
  return refunds.insert(
    scene.store,
    newRefund(scene, charge, {
      id,
      amount,
      balance_transaction: recordMovement(scene, movement).id,
      metadata,
      reason,
      // A refund that will fail looks done at first.
      status: course === 'succeeds' || course === 'fails later' ? 'succeeded' : 'pending',
    }),
  );
}

function refundMovement(charge: Stripe.Charge, { id, amount }: { id: string; amount: number }) {
  const [noun, type] = isCardCharge(charge) ? ['CHARGE', 'refund'] : ['PAYMENT', 'payment_refund'];
  const of = charge.description ? ` (${charge.description})` : '';
  return {
    amount: -amount,
    currency: charge.currency,
    description: `REFUND FOR ${noun}${of}`,
    reporting_category: 'refund',
    source: id,
    type,
  };
}

/** Cumulative over all refunds of the charge; one that fails gives its amount back (negative). */
export function addToRefunded(scene: Scene, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + amount;
  const refunded = amount_refunded === charge.amount_captured;
  return charges.replace(scene.store, { ...charge, amount_refunded, refunded });
}
