import { recordMovement } from '../objects/balance-transaction.ts';
import { disputes, type StoredDispute } from '../objects/dispute.ts';
import { refundsOf } from '../refunds/refundable.ts';
import { failRefund } from '../refunds/settle-refund.ts';
import type { Scene } from '../world.ts';

/** Stripe's list price; a dispute that is won does not bring it back. */
const DISPUTE_FEE = { amount: 1500, description: 'Dispute fee' };

/** The disputed amount leaves at once, and refunds that are still on their way fail: the buyer has the money already. */
export function withdrawFunds(scene: Scene, dispute: StoredDispute): StoredDispute {
  const onTheirWay = refundsOf(scene, dispute.charge).filter(({ status }) => status === 'pending');
  for (const refund of onTheirWay) failRefund(scene, refund, 'charge_for_pending_refund_disputed');
  const movement = recordMovement(scene, {
    ...sharedFields(dispute),
    amount: -dispute.amount,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fee: DISPUTE_FEE,
    reporting_category: 'dispute',
  });
  return disputes.replace(scene.store, {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, movement],
  });
}

export function reinstateFunds(scene: Scene, dispute: StoredDispute, amount: number): StoredDispute {
  const movement = recordMovement(scene, {
    ...sharedFields(dispute),
    amount,
    description: `Chargeback reversal for ${dispute.charge}`,
    reporting_category: 'dispute_reversal',
  });
  return disputes.replace(scene.store, {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, movement],
  });
}

function sharedFields({ id, currency }: StoredDispute) {
  return { currency, source: id, type: 'adjustment' };
}
