import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { creditsQuery, invoicesQuery, plansQuery, subscriptionQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useToast } from '../components/toasts.tsx';
import { Words } from '../components/words.tsx';
import { at, phrase, plainText } from '../format/phrase.ts';
import { endsAt } from './plan-words.ts';

interface Props {
  subscription: SubscriptionAnswer;
  how: 'period_end' | 'now';
  nameOf: (tier: string) => string;
  onClose: () => void;
}

/** Asks once, saying until when access lasts. */
export function CancelDialog({ subscription, how, nameOf, onClose }: Props) {
  const { plan_name, status } = subscription;
  const cancel = useCancel(plan_name, onClose);
  const verb = how === 'now' ? 'End' : 'Cancel';
  return (
    <Dialog
      title={`${verb} ${plan_name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="danger"
            size="lg"
            busy={cancel.isPending}
            onClick={() => cancel.isPending || cancel.mutate()}
          >
            {verb} {plan_name}
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep {plan_name}
          </Button>
        </>
      }
    >
      <p>
        <Words>{untilWhen(subscription, how)}</Words>
      </p>
      <p>
        {status === 'trialing' ? 'Your card is not charged.' : 'Nothing more is charged.'} Credits you have
        stay yours{how === 'now' ? '' : ', and until then you can change your mind'}.
      </p>
      {cancel.isError && (
        <Banner tone="danger" title={`${nameOf(subscription.subscribed_tier)} was not canceled.`}>
          {messageOf(cancel.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function untilWhen({ plan_name, status, current_period_end }: SubscriptionAnswer, how: Props['how']) {
  if (how === 'period_end') return phrase`You keep ${plan_name} until ${at(current_period_end)}.`;
  return status === 'paused'
    ? phrase`${plan_name} ends now.`
    : phrase`${plan_name} ends now, and the unpaid invoice is void.`;
}

function useCancel(planName: string, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      await call('cancelSubscription');
      // What is said next is what is so now, not what was asked for.
      return client.fetchQuery(subscriptionQuery);
    },
    onSuccess: (subscription) => {
      for (const { queryKey } of [creditsQuery, invoicesQuery, plansQuery])
        void client.invalidateQueries({ queryKey });
      const end = subscription && endsAt(subscription);
      if (end) toast(plainText(phrase`${planName} ends on ${at(end)}.`, new Date()));
      else if (subscription === null) toast(`${planName} has ended.`);
      onDone();
    },
  });
}
