import { emit } from '../events.ts';
import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import type { Scene } from '../world.ts';

/** The session's time is up; one that was paid or expired meanwhile stays as it is. */
export function expireSession(scene: Scene, id: string): void {
  const session = sessions.find(scene.store, id);
  if (session?.status === 'open') expireOpenSession(scene, session);
}

export function expireOpenSession(scene: Scene, session: StoredSession): StoredSession {
  const expired = sessions.replace(scene.store, { ...session, status: 'expired', url: null });
  emit(scene, 'checkout.session.expired', { object: expired });
  return expired;
}
