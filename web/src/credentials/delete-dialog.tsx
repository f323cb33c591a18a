import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Credential } from '../../../lib/contract/credential-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useToast } from '../components/toasts.tsx';
import { credentialsQuery } from './credentials-query.ts';
import { serviceWords } from './services.ts';

interface Props {
  credential: Credential;
  onClose: () => void;
}

/** Asks once: what was typed here cannot be read back before it goes. */
export function DeleteDialog({ credential, onClose }: Props) {
  const remove = useRemove(credential, onClose);
  return (
    <Dialog
      title={`Delete ${credential.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="danger"
            size="lg"
            busy={remove.isPending}
            onClick={() => remove.isPending || remove.mutate()}
          >
            Delete {serviceWords[credential.service].one}
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      <p>Cue forgets it at once. At its service it stays good until you take it back there.</p>
      {remove.isError && (
        <Banner tone="danger" title="It was not deleted.">
          {messageOf(remove.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function useRemove({ service, name }: Credential, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      try {
        await call('deleteCredential', { params: { service, name } });
      } catch (error) {
        // Deleted in another tab: what was wanted is so.
        if (!hasCode(error, 'not_found')) throw error;
      }
    },
    onSuccess: () => {
      client.setQueryData(credentialsQuery.queryKey, (all) =>
        all?.filter((one) => one.service !== service || one.name !== name),
      );
      toast(`${name} is deleted.`);
      onDone();
    },
  });
}
