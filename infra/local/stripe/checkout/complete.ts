import { emit } from '../events.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import type { Scene } from '../world.ts';
import { countRedemption } from './discounts.ts';

/** The buyer is through: nothing more can be paid on this session. */
export function completeSession(
  scene: Scene,
  session: StoredSession,
  payment_status: StoredSession['payment_status'],
): StoredSession {
  const complete = sessions.replace(scene.store, {
    ...session,
    payment_status,
    status: 'complete',
    url: null,
  });
  // A subscription has counted its discounts when it was given them.
  if (complete.mode === 'payment')
    for (const discount of complete.discounts) countRedemption(scene, discount);
  emit(scene, 'checkout.session.completed', { object: complete });
  return complete;
}
