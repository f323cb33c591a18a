import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Credential } from '../../../lib/contract/credential-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Button } from '../components/button.tsx';
import { Tag } from '../components/tag.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { useToast } from '../components/toasts.tsx';
import { CredentialForm } from './credential-form.tsx';
import { statusWords } from './credential-words.ts';
import { credentialsQuery } from './credentials-query.ts';
import { DeleteDialog } from './delete-dialog.tsx';

/** One credential: what is known of it, and what can be done with what is no longer seen. */
export function CredentialRow({ credential }: { credential: Credential }) {
  const [replacing, setReplacing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const check = useCheck(credential);
  const { service, name, status, last4, checkedAt } = credential;
  const { words, tone } = statusWords[status];
  const quiet = { size: 'lg', look: 'quiet', className: 'px-3.5 text-muted' } as const;
  return (
    <li>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-6">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-semibold break-words">{name}</span>
            <Tag tone={tone}>{words}</Tag>
          </p>
          <p className="pt-0.5 text-xs text-muted">
            Ends in <span className="font-mono">{last4}</span> ·{' '}
            {status === 'unchecked' ? 'last tried' : 'checked'} <Timestamp iso={checkedAt} />
          </p>
        </div>
        <div className="-mx-3.5 flex flex-wrap sm:mx-0">
          <Button
            {...quiet}
            busy={check.isPending}
            onClick={() => check.isPending || check.mutate()}
            aria-label={`Check ${name}`}
          >
            Check
          </Button>
          <Button {...quiet} onClick={() => setReplacing(true)} aria-label={`Replace ${name}`}>
            Replace
          </Button>
          <Button {...quiet} onClick={() => setDeleting(true)} aria-label={`Delete ${name}`}>
            Delete
          </Button>
        </div>
      </div>
      {replacing && (
        <CredentialForm service={service} name={name} taken={[]} onClose={() => setReplacing(false)} />
      )}
      {deleting && <DeleteDialog credential={credential} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function useCheck({ service, name }: Credential) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => call('validateCredential', { params: { service }, body: { name } }),
    onSuccess: ({ valid, detail }) => toast(`${name}: ${detail}`, valid ? 'success' : 'danger'),
    onError: (error) => toast(`${name} was not checked. ${messageOf(error)}`, 'danger'),
    onSettled: () => client.invalidateQueries({ queryKey: credentialsQuery.queryKey }),
  });
}
