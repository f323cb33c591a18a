import type Stripe from 'stripe';
import { invalidRequest } from '../errors.ts';
import { emit } from '../events.ts';
import { charges, isCardCharge } from '../objects/charge.ts';
import {
  type DisputeKind,
  disputes,
  disputesOf,
  isOpen,
  newDispute,
  type StoredDispute,
} from '../objects/dispute.ts';
import type { Scene } from '../world.ts';
import { leftToDispute } from './disputable.ts';
import { withdrawFunds } from './funds.ts';

export interface DisputeRequest {
  kind: DisputeKind;
  /** What was neither refunded nor lost when nothing is said. Banks dispute other amounts too, more than the charge among them. */
  amount?: number | undefined;
  reason?: string | undefined;
}

/** The buyer's bank takes the money back (chargeback), or only asks (inquiry). */
export function openDispute(scene: Scene, charge: Stripe.Charge, request: DisputeRequest): StoredDispute {
  refuseDispute(scene, charge, request);
  const amount = request.amount ?? leftToDispute(scene, charge);
  const reason = request.reason ?? usualReason(charge, request.kind);
  const opened = disputes.insert(
    scene.store,
    newDispute(scene, charge, { kind: request.kind, amount, reason }),
  );
  charges.replace(scene.store, { ...charge, disputed: true });
  if (request.kind === 'inquiry') {
    emit(scene, 'charge.dispute.created', { object: opened });
    return opened;
  }
  const withdrawn = withdrawFunds(scene, opened);
  emit(scene, 'charge.dispute.created', { object: withdrawn });
  emit(scene, 'charge.dispute.funds_withdrawn', { object: withdrawn });
  return withdrawn;
}

function refuseDispute(scene: Scene, charge: Stripe.Charge, { kind }: DisputeRequest): void {
  if (charge.status !== 'succeeded')
    throw invalidRequest(`The charge ${charge.id} is not paid, so no bank disputes it.`);
  if (leftToDispute(scene, charge) === 0)
    throw invalidRequest(`The charge ${charge.id} was given back whole, so no bank disputes it.`);
  if (disputesOf(scene, charge).some(isOpen))
    throw invalidRequest(`The charge ${charge.id} has a dispute that is still open.`);
  if (kind === 'inquiry' && !isCardCharge(charge))
    throw invalidRequest('Only payments by card have inquiries.');
}

function usualReason(charge: Stripe.Charge, kind: DisputeKind): string {
  if (kind === 'inquiry') return 'general';
  return isCardCharge(charge) ? 'fraudulent' : 'debit_not_authorized';
}
