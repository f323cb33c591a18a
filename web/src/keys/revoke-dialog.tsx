import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../../lib/contract/key-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { keysQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useToast } from '../components/toasts.tsx';

interface Props {
  apiKey: ApiKey;
  onClose: () => void;
}

/** Asks once: what uses the key stops at once, and there is no way back. */
export function RevokeDialog({ apiKey, onClose }: Props) {
  const revoke = useRevoke(apiKey, onClose);
  return (
    <Dialog
      title={`Revoke ${apiKey.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="danger"
            size="lg"
            busy={revoke.isPending}
            onClick={() => revoke.isPending || revoke.mutate()}
          >
            Revoke key
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep key
          </Button>
        </>
      }
    >
      <p>Programs that use it are refused from this moment on. A revoked key does not come back.</p>
      {apiKey.revealed && <p>If only its secret is lost, or known to others, make a new secret instead.</p>}
      {revoke.isError && (
        <Banner tone="danger" title="The key was not revoked.">
          {messageOf(revoke.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function useRevoke({ id, name }: ApiKey, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      try {
        await call('revokeKey', { params: { id } });
      } catch (error) {
        // Revoked in another tab: what was wanted is so.
        if (!hasCode(error, 'not_found')) throw error;
      }
    },
    onSuccess: () => {
      client.setQueryData(keysQuery.queryKey, (keys) => keys?.filter((key) => key.id !== id));
      toast(`${name} is revoked.`);
      onDone();
    },
  });
}
