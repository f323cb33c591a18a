import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SubscriptionAnswer } from '../../../lib/contract/subscription-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { subscriptionQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { planActions } from './plan-actions.ts';
import { PortalButton } from './portal-button.tsx';

interface Props {
  subscription: SubscriptionAnswer;
  nameOf: (tier: string) => string;
}

/** What can be done: change, undo, card and invoices at Stripe, and last and apart, cancel. */
export function PlanButtons({ subscription, nameOf }: Props) {
  const [asking, setAsking] = useState(false);
  const resume = useResume(subscription);
  const actions = planActions(subscription);
  return (
    <div className="mt-5 flex flex-col gap-2 border-t border-line pt-5 sm:flex-row sm:flex-wrap">
      {actions.undo && (
        <Button
          look="primary"
          size="lg"
          busy={resume.isPending}
          onClick={() => resume.isPending || resume.mutate()}
        >
          {actions.undo === 'cancellation'
            ? `Keep ${subscription.plan_name}`
            : `Stay on ${subscription.plan_name}`}
        </Button>
      )}
      {actions.change && (
        <Button asChild size="lg">
          <Link to="/account/plan">Change plan</Link>
        </Button>
      )}
      <PortalButton />
      {actions.cancel && (
        <Button size="lg" look="quiet" className="text-muted sm:ml-auto" onClick={() => setAsking(true)}>
          {actions.cancel === 'now' ? 'End plan' : 'Cancel plan'}
        </Button>
      )}
      {asking && actions.cancel && (
        <CancelDialog
          subscription={subscription}
          how={actions.cancel}
          nameOf={nameOf}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** Undoes what was to happen at the end of the period. */
function useResume({ plan_name }: SubscriptionAnswer) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => call('resumeSubscription'),
    onSuccess: (subscription) => {
      client.setQueryData(subscriptionQuery.queryKey, subscription);
      toast(`You keep ${plan_name}.`);
    },
    onError: (error) => {
      void client.invalidateQueries({ queryKey: subscriptionQuery.queryKey });
      toast(`Nothing was changed. ${messageOf(error)}`, 'danger');
    },
  });
}
