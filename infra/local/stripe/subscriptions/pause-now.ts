import { emit } from '../events.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';

/** No new period and no invoice from now on, until it is resumed. */
export function pauseNow(
  scene: Scene,
  subscription: StoredSubscription,
  why: 'pause_requested' | 'trial_end_without_payment_method',
): StoredSubscription {
  const paused = changeSubscription(scene, subscription, {
    status: 'paused',
    status_details: {
      paused: {
        subscription: { type: why },
        transitioned_at: scene.nowSeconds(),
        type: 'subscription',
      },
    },
  });
  emit(scene, 'customer.subscription.paused', { object: paused });
  return paused;
}
