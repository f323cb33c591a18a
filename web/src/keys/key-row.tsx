import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '../../../lib/contract/key-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { keysQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { useToast } from '../components/toasts.tsx';
import { mayWords, requestsThisMonthWords, shortSecret, stateOf } from './key-words.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RollDialog } from './roll-dialog.tsx';

interface Props {
  apiKey: ApiKey;
  /** The secret that was made now, to be shown once. */
  onSecret: (secret: string) => void;
}

export function KeyRow({ apiKey, onSecret }: Props) {
  const [revoking, setRevoking] = useState(false);
  const [rolling, setRolling] = useState(false);
  const reveal = useReveal(apiKey, onSecret);
  const state = stateOf(apiKey, new Date());
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-semibold break-words">{apiKey.name}</span>
          {state === 'expired' && <Tag tone="bad">Expired</Tag>}
          {state === 'waiting' && <Tag tone="attention">Not shown yet</Tag>}
        </p>
        <p className="font-mono text-xs break-all">{shortSecret(apiKey)}</p>
        <p className="pt-1 text-xs text-muted">{mayWords(apiKey)}</p>
        <Times apiKey={apiKey} isExpired={state === 'expired'} />
      </div>
      <div className="flex flex-wrap gap-2">
        {state === 'waiting' && (
          <Button
            size="lg"
            look="primary"
            busy={reveal.isPending}
            onClick={() => reveal.isPending || reveal.mutate()}
            aria-label={`Show ${apiKey.name}`}
          >
            Show key
          </Button>
        )}
        {state === 'live' && (
          <Button
            size="lg"
            look="quiet"
            className="text-muted"
            onClick={() => setRolling(true)}
            aria-label={`New secret for ${apiKey.name}`}
          >
            New secret
          </Button>
        )}
        <Button
          size="lg"
          look="quiet"
          className="text-muted"
          onClick={() => setRevoking(true)}
          aria-label={`Revoke ${apiKey.name}`}
        >
          Revoke
        </Button>
      </div>
      {rolling && <RollDialog apiKey={apiKey} onSecret={onSecret} onClose={() => setRolling(false)} />}
      {revoking && <RevokeDialog apiKey={apiKey} onClose={() => setRevoking(false)} />}
    </li>
  );
}

function Times({ apiKey, isExpired }: { apiKey: ApiKey; isExpired: boolean }) {
  const { createdAt, lastUsedAt, expiresAt, requestsThisMonth } = apiKey;
  return (
    <p className="text-xs text-muted">
      Made <Timestamp iso={createdAt} />
      {' · '}
      {lastUsedAt ? (
        <>
          last used <Timestamp iso={lastUsedAt} />
        </>
      ) : (
        'never used'
      )}
      {requestsThisMonth > 0 && ` · ${requestsThisMonthWords(requestsThisMonth)}`}
      {expiresAt && (
        <>
          {isExpired ? ' · expired ' : ' · expires '}
          <Timestamp iso={expiresAt} />
        </>
      )}
    </p>
  );
}

function useReveal({ id }: ApiKey, onSecret: Props['onSecret']) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => call('revealKey', { params: { id } }),
    onSuccess: ({ secret }) => onSecret(secret),
    onError: (error) => toast(messageOf(error), 'danger'),
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}
