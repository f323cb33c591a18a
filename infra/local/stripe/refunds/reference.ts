import { emitUpdate } from '../events.ts';
import { randomText } from '../ids.ts';
import { refunds, type StoredRefund } from '../objects/refund.ts';
import type { Scene } from '../world.ts';

/** The card network's number for the refund, by which the buyer's bank finds it. */
export function withReference(refund: StoredRefund): StoredRefund {
  const { destination_details: details } = refund;
  if (!details?.card) return refund;
  const card = { ...details.card, reference: randomText(23, '0123456789'), reference_status: 'available' };
  return { ...refund, destination_details: { ...details, card } };
}

export function announceReference(scene: Scene, refund: StoredRefund): void {
  announceChange(scene, { before: refund, after: refunds.replace(scene.store, withReference(refund)) });
}

/** Stripe tells each change of a card refund twice, under its old name and its new one. */
export function announceChange(scene: Scene, change: { before: StoredRefund; after: StoredRefund }): void {
  emitUpdate(scene, 'refund.updated', change);
  if (change.after.destination_details?.card) emitUpdate(scene, 'charge.refund.updated', change);
}
