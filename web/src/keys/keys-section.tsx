import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keysQuery, subscriptionQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { KeyRow } from './key-row.tsx';
import { mayMakeKeys } from './making-keys.ts';
import { NewKeyAction } from './new-key-action.tsx';
import { NewKeyForm } from './new-key-form.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** The person's API keys, and the way to make, show and revoke them. */
export function KeysSection() {
  const keys = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const show = (shown: string) => {
    setMaking(false);
    setSecret(shown);
  };
  return (
    <Panel
      title="API keys"
      about="Your programs call Cue with these, in your name. Keep them where you keep passwords."
      action={!making && <NewKeyAction onStart={() => setMaking(true)} />}
    >
      {making && <NewKeyForm onMade={show} onClose={() => setMaking(false)} />}
      {keys.isPending && <Loading />}
      {keys.isError && !keys.data && (
        <Failure
          what="Your API keys could not be loaded."
          error={keys.error}
          onRetry={() => keys.refetch()}
          busy={keys.isFetching}
          className="border-t border-line p-4 sm:px-6"
        />
      )}
      {keys.data?.length === 0 && !making && <Empty />}
      {keys.data && keys.data.length > 0 && (
        <ul className="divide-y divide-line border-t border-line">
          {keys.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} onSecret={show} />
          ))}
        </ul>
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </Panel>
  );
}

function Empty() {
  const subscription = useQuery(subscriptionQuery).data;
  return (
    <div className="border-t border-line px-4 py-8 text-center sm:px-6">
      <p className="font-semibold">No API keys</p>
      <p className="mx-auto max-w-sm pt-1 text-muted">
        {subscription && mayMakeKeys(subscription)
          ? 'Make one for each program, so that each can be revoked alone.'
          : 'The first one comes with your first subscription.'}
      </p>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="divide-y divide-line border-t border-line">
      <span className="sr-only">Loading your API keys</span>
      {['one', 'two'].map((row) => (
        <div key={row} className="flex items-center justify-between px-4 py-5 sm:px-6">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-9 w-20" />
        </div>
      ))}
    </div>
  );
}
