import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../../lib/contract/key-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { keysQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

interface Props {
  apiKey: ApiKey;
  /** The secret that was made now, to be shown once. */
  onSecret: (secret: string) => void;
  onClose: () => void;
}

/** Asks once: programs that have the old secret stop at once. */
export function RollDialog({ apiKey, onSecret, onClose }: Props) {
  const roll = useRoll(apiKey, (secret) => {
    onClose();
    onSecret(secret);
  });
  return (
    <Dialog
      title={`A new secret for ${apiKey.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="primary"
            size="lg"
            busy={roll.isPending}
            onClick={() => roll.isPending || roll.mutate()}
          >
            Make new secret
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep the old one
          </Button>
        </>
      }
    >
      <p>For a secret that is lost, or known to others. Programs that use the old one are refused at once.</p>
      {roll.isError && (
        <Banner tone="danger" title="No new secret was made.">
          {messageOf(roll.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function useRoll({ id }: ApiKey, onRolled: (secret: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('rollKey', { params: { id } }),
    onSuccess: ({ secret }) => onRolled(secret),
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}
