import { emit } from '../events.ts';
import { subscriptions } from '../objects/subscription.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { TRIAL_NOTICE_SECONDS } from './timetable.ts';

const announcedTrials = notes<{ trialEnd: number }>('subscription.trial_will_end');

/** Three days before, or at once for a trial that ends sooner. Told once for each end. */
export function announceTrialEnd(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  const trialEnd = subscription?.trial_end ?? null;
  if (subscription?.status !== 'trialing' || trialEnd === null) return;
  if (trialEnd - scene.nowSeconds() > TRIAL_NOTICE_SECONDS) return;
  if (announcedTrials.read(scene.store, id)?.trialEnd === trialEnd) return;
  announcedTrials.write(scene.store, id, { trialEnd });
  emit(scene, 'customer.subscription.trial_will_end', { object: subscription });
}
