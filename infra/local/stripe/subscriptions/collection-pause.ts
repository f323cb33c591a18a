import { subscriptions } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';

/** The day that `pause_collection` named has come. */
export function resumeCollection(scene: Scene, id: string): void {
  const subscription = subscriptions.find(scene.store, id);
  const due = subscription?.pause_collection?.resumes_at ?? null;
  if (!subscription || due === null || due > scene.nowSeconds()) return;
  changeSubscription(scene, subscription, { pause_collection: null });
}
