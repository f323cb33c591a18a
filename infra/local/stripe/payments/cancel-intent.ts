import { emit } from '../events.ts';
import { paymentIntents, type StoredPaymentIntent } from '../objects/payment-intent.ts';
import type { Scene } from '../world.ts';

export function cancelIntent(
  scene: Scene,
  intent: StoredPaymentIntent,
  reason: StoredPaymentIntent['cancellation_reason'],
): StoredPaymentIntent {
  const canceled = paymentIntents.replace(scene.store, {
    ...intent,
    canceled_at: scene.nowSeconds(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  emit(scene, 'payment_intent.canceled', { object: canceled });
  return canceled;
}
