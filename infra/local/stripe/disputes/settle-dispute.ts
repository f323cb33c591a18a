import { emit, emitUpdate } from '../events.ts';
import { disputes, isInquiry, isOpen, type StoredDispute } from '../objects/dispute.ts';
import type { Scene } from '../world.ts';
import { refundedAndDisputed } from './disputable.ts';
import { reinstateFunds, withdrawFunds } from './funds.ts';

/** A chargeback is won or lost; an inquiry is dropped by the bank (`warning_closed`) or becomes a chargeback. */
export type DisputeOutcome = 'won' | 'lost' | 'warning_closed' | 'escalated';

/** The bank decides. An outcome that the dispute cannot have (any more) changes nothing: then nothing is returned. */
export function settleDispute(scene: Scene, id: string, outcome: DisputeOutcome): StoredDispute | undefined {
  const dispute = disputes.find(scene.store, id);
  if (!dispute || !isOpen(dispute)) return undefined;
  const isForInquiries = outcome === 'warning_closed' || outcome === 'escalated';
  return isForInquiries === isInquiry(dispute) ? settleAs[outcome](scene, dispute) : undefined;
}

const settleAs: Record<DisputeOutcome, (scene: Scene, dispute: StoredDispute) => StoredDispute> = {
  won(scene, dispute) {
    const closed: StoredDispute = { ...dispute, is_charge_refundable: true, status: 'won' };
    const won = reinstateFunds(scene, closed, dispute.amount);
    emit(scene, 'charge.dispute.funds_reinstated', { object: won });
    emit(scene, 'charge.dispute.closed', { object: won });
    return won;
  },
  lost(scene, dispute) {
    const lost: StoredDispute = { ...dispute, status: 'lost' };
    const returned = refundedAndDisputed(scene, dispute);
    if (returned === 0) return close(scene, lost);
    const partlyWon = reinstateFunds(scene, lost, returned);
    emit(scene, 'charge.dispute.funds_reinstated', { object: partlyWon });
    return close(scene, partlyWon);
  },
  warning_closed: (scene, dispute) => close(scene, { ...dispute, status: 'warning_closed' }),
  escalated(scene, dispute) {
    const chargeback = withdrawFunds(scene, asChargeback(dispute));
    emitUpdate(scene, 'charge.dispute.updated', { before: dispute, after: chargeback });
    emit(scene, 'charge.dispute.funds_withdrawn', { object: chargeback });
    return chargeback;
  },
};

function close(scene: Scene, closed: StoredDispute): StoredDispute {
  disputes.replace(scene.store, closed);
  emit(scene, 'charge.dispute.closed', { object: closed });
  return closed;
}

/** Same dispute, from the beginning: it can be answered once more. */
function asChargeback(inquiry: StoredDispute): StoredDispute {
  const { payment_method_details: details } = inquiry;
  const card = details?.card && { ...details.card, case_type: 'chargeback' as const };
  return {
    ...inquiry,
    is_charge_refundable: false,
    ...(details && card ? { payment_method_details: { ...details, card } } : {}),
    status: 'needs_response',
  };
}
