import { emit } from '../events.ts';
import { recordMovement } from '../objects/balance-transaction.ts';
import { charges } from '../objects/charge.ts';
import { refunds, type StoredRefund } from '../objects/refund.ts';
import type { Scene } from '../world.ts';
import { addToRefunded } from './create-refund.ts';
import { announceChange, withReference } from './reference.ts';

export type RefundOutcome = 'succeeded' | 'failed' | 'canceled';

/** The bank decides. A refund that looked done can still fail; one that failed or was canceled is over: then nothing is returned. */
export function settleRefund(scene: Scene, id: string, outcome: RefundOutcome): StoredRefund | undefined {
  const refund = refunds.find(scene.store, id);
  if (refund?.status !== 'pending' && refund?.status !== 'succeeded') return undefined;
  if (outcome === 'failed') return failRefund(scene, refund, 'expired_or_canceled_card');
  if (outcome === 'canceled')
    return takeBack(scene, refund, { status: 'canceled', reason: 'merchant_request' });
  return refund.status === 'pending' ? succeedRefund(scene, refund) : undefined;
}

function succeedRefund(scene: Scene, refund: StoredRefund): StoredRefund {
  const { pending_reason: _, ...settled } = refund;
  const after = refunds.replace(scene.store, withReference({ ...settled, status: 'succeeded' }));
  announceChange(scene, { before: refund, after });
  return after;
}

export function failRefund(scene: Scene, refund: StoredRefund, reason: string): StoredRefund {
  const failed = takeBack(scene, refund, { status: 'failed', reason });
  emit(scene, 'refund.failed', { object: failed });
  return failed;
}

/** The money did not reach the buyer: it is the shop's again, and may be refunded anew. */
function takeBack(
  scene: Scene,
  refund: StoredRefund,
  { status, reason }: { status: 'failed' | 'canceled'; reason: string },
): StoredRefund {
  const { pending_reason: _, ...rest } = refund;
  const charge = charges.find(scene.store, refund.charge);
  if (!charge) throw new Error(`The refund ${refund.id} has no charge`);
  addToRefunded(scene, charge, -refund.amount);
  const movement = recordMovement(scene, {
    amount: refund.amount,
    currency: refund.currency,
    description: `REFUND FAILURE${charge.description ? ` (${charge.description})` : ''}`,
    reporting_category: 'refund_failure',
    source: refund.id,
    type: 'refund_failure',
  });
  const after = refunds.replace(scene.store, {
    ...rest,
    failure_balance_transaction: movement.id,
    failure_reason: reason,
    status,
  });
  announceChange(scene, { before: refund, after });
  return after;
}
