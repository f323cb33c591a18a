import { charges } from '../objects/charge.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { type DisputeRequest, openDispute } from './open-dispute.ts';

/** What a test card brings upon its charge as soon as it is paid. */
export const disputesToCome = notes<DisputeRequest>('charge.dispute');

export function openDisputeToCome(scene: Scene, chargeId: string): void {
  const charge = charges.find(scene.store, chargeId);
  const request = disputesToCome.read(scene.store, chargeId);
  if (charge && request) openDispute(scene, charge, request);
}
