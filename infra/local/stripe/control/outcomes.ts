import { z } from 'zod';
import { type DisputeOutcome, settleDispute } from '../disputes/settle-dispute.ts';
import { invalidRequest } from '../errors.ts';
import { existing } from '../http/resource.ts';
import { disputes, type StoredDispute } from '../objects/dispute.ts';
import { refunds, type StoredRefund } from '../objects/refund.ts';
import { type RefundOutcome, settleRefund } from '../refunds/settle-refund.ts';
import type { Scene } from '../world.ts';
import { type ControlRoute, parsed } from './route.ts';

const refundSettlement = z.strictObject({ outcome: z.enum(['succeeded', 'failed', 'canceled']) });

const disputeSettlement = z.strictObject({
  outcome: z.enum(['won', 'lost', 'warning_closed', 'escalated']),
});

export function decideRefund(scene: Scene, id: string, outcome: RefundOutcome): StoredRefund {
  const { status } = existing(scene, refunds, id);
  const settled = settleRefund(scene, id, outcome);
  if (settled) return settled;
  throw invalidRequest(`The refund ${id} is ${status}, so it cannot become ${outcome}.`);
}

export function decideDispute(scene: Scene, id: string, outcome: DisputeOutcome): StoredDispute {
  const { status } = existing(scene, disputes, id);
  const settled = settleDispute(scene, id, outcome);
  if (settled) return settled;
  throw invalidRequest(`The dispute ${id} is ${status}, so it cannot become ${outcome}.`);
}

/** What banks decide. */
export const outcomeControls: ControlRoute[] = [
  {
    method: 'POST',
    path: '/_sim/refunds/:id/settle',
    answer: (scene, { path, body }) =>
      decideRefund(scene, path.id ?? '', parsed(refundSettlement, body).outcome),
  },
  {
    method: 'POST',
    path: '/_sim/disputes/:id/settle',
    answer: (scene, { path, body }) =>
      decideDispute(scene, path.id ?? '', parsed(disputeSettlement, body).outcome),
  },
];
