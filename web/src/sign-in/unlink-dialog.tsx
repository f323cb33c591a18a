import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SignInProvider } from '../../../lib/contract/identity-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useToast } from '../components/toasts.tsx';
import { identitiesQuery } from './identities-query.ts';
import { providerNames } from './provider-names.ts';

interface Props {
  provider: SignInProvider;
  onClose: () => void;
}

/** Asks once: who has only this provider at hand, on another device say, does not get in there any more. */
export function UnlinkDialog({ provider, onClose }: Props) {
  const name = providerNames[provider];
  const unlink = useUnlink(provider, onClose);
  return (
    <Dialog
      title={`Unlink ${name}?`}
      onClose={onClose}
      actions={
        <>
          <Button
            look="danger"
            size="lg"
            busy={unlink.isPending}
            onClick={() => unlink.isPending || unlink.mutate()}
          >
            Unlink {name}
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep {name}
          </Button>
        </>
      }
    >
      <p>
        {name} does not open this account any more. Where you are signed in, you stay so; you can link it
        again later.
      </p>
      {unlink.isError && (
        <Banner tone="danger" title={`${name} was not unlinked.`}>
          {messageOf(unlink.error)}
        </Banner>
      )}
    </Dialog>
  );
}

function useUnlink(provider: SignInProvider, onDone: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: async () => {
      try {
        await call('unlinkIdentity', { params: { provider } });
      } catch (error) {
        // Unlinked in another tab: what was wanted is so.
        if (!hasCode(error, 'not_found')) throw error;
      }
    },
    onSuccess: () => {
      client.setQueryData(identitiesQuery.queryKey, (identities) =>
        identities?.filter((one) => one.provider !== provider),
      );
      toast(`${providerNames[provider]} is unlinked.`);
      onDone();
    },
  });
}
