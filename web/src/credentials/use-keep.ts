import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CredentialService } from '../../../lib/graph/graph.ts';
import { call } from '../api/call.ts';
import { useToast } from '../components/toasts.tsx';
import { keptWords } from './credential-words.ts';
import { credentialsQuery } from './credentials-query.ts';

interface Kept {
  name: string;
  values: Record<string, string>;
}

/** Keeps a credential, and tells what its service says of it. */
export function useKeep(service: CredentialService, onKept: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ name, values }: Kept) =>
      call('putCredential', { params: { service, name }, body: values }),
    onSuccess: async ({ name, status, detail }) => {
      await client.invalidateQueries({ queryKey: credentialsQuery.queryKey });
      toast(keptWords(name, { status, detail }), status === 'valid' ? 'success' : 'danger');
      onKept();
    },
  });
}
