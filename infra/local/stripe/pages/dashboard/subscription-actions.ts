import { failPayments, renewByHand } from '../../control/billing.ts';
import { existing } from '../../http/resource.ts';
import { subscriptions } from '../../objects/subscription.ts';
import { choice } from '../../parameters/checks.ts';
import { cancelSubscription } from '../../subscriptions/cancel-subscription.ts';
import { changeFromRequest } from '../../subscriptions/change-request.ts';
import { actionRoute } from './action.ts';
import { inWords } from './state-badge.ts';
import { subscriptionAddress } from './subscriptions-page.ts';

const moments = choice(['now', 'period end', 'never']);

const renewAction = actionRoute({
  path: '/subscriptions/:id/renew',
  back: (_scene, id) => subscriptionAddress(id),
  act: (scene, { id }) =>
    `The period is over. The subscription is now: ${inWords(renewByHand(scene, id).status)}.`,
});

const failAction = actionRoute({
  path: '/subscriptions/:id/fail-payment',
  back: (_scene, id) => subscriptionAddress(id),
  act(scene, { id }) {
    failPayments(scene, id, 1);
    return 'Its next payment will fail.';
  },
});

const cancelAction = actionRoute({
  path: '/subscriptions/:id/cancel',
  back: (_scene, id) => subscriptionAddress(id),
  act(scene, { id, form }) {
    const when = moments.read(form.when ?? '', 'when');
    const subscription = existing(scene, subscriptions, id);
    if (when === 'now') {
      cancelSubscription(scene, subscription, { invoiceNow: false, prorate: false });
      return 'The subscription is canceled.';
    }
    changeFromRequest(scene, subscription, { cancel_at_period_end: when === 'period end' });
    return when === 'never' ? 'The subscription goes on.' : 'The subscription ends with its period.';
  },
});

export const subscriptionActions = [renewAction, failAction, cancelAction];
