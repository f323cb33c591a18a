import { useQuery } from '@tanstack/react-query';
import type { Referrals as Told } from '../../../lib/contract/referral-routes.ts';
import { referralsQuery } from '../api/queries.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { number } from '../format/credits.ts';
import { rewardTerms } from './referral-words.ts';
import { useReferralReward } from './use-referral-reward.ts';

/** The link to invite others with, and what came of it; not there where nobody is rewarded. */
export function Referrals() {
  const reward = useReferralReward();
  const referrals = useQuery({ ...referralsQuery, enabled: Boolean(reward) });
  if (!reward) return null;
  return (
    <Panel title="Invite others" about={rewardTerms(reward)}>
      <div className="border-t border-line p-4 sm:px-6">
        {referrals.isPending && <Loading />}
        {referrals.isError && !referrals.data && (
          <Failure
            what="Your link could not be loaded."
            error={referrals.error}
            onRetry={() => referrals.refetch()}
            busy={referrals.isFetching}
          />
        )}
        {referrals.data && <Invitation referrals={referrals.data} />}
      </div>
    </Panel>
  );
}

function Invitation({ referrals }: { referrals: Told }) {
  const { url, invited, rewarded, credits_earned } = referrals;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <code className="min-w-0 flex-1 rounded-input bg-sunken p-3 font-mono text-xs break-all select-all">
          {url}
        </code>
        <CopyButton text={url} what="your link" />
      </div>
      <dl className="grid grid-cols-3 gap-4 pt-5">
        <Count name="Signed up" value={invited} />
        <Count name="Bought" value={rewarded} />
        <Count name="Credits earned" value={credits_earned} />
      </dl>
      <p className="pt-4 text-xs text-muted">
        The credits go back when all of that purchase is refunded. Accounts with the same mailbox or card
        count as one person.
      </p>
    </>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-muted">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{number(value)}</dd>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="space-y-5">
      <span className="sr-only">Loading your link</span>
      <Skeleton className="h-10" />
      <Skeleton className="h-12 w-56" />
    </div>
  );
}
