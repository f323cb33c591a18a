import { useEffect } from 'react';
import type { SignInProvider } from '../../../lib/contract/identity-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { useLeaving } from '../api/use-leaving.ts';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';
import { providerNames } from './provider-names.ts';

/** Leaves for a fresh sign-in at the provider, which comes back to the account. */
export function LinkButton({ provider }: { provider: SignInProvider }) {
  const { leave, busy, error } = useLeaving(askToLink);
  const toast = useToast();
  useEffect(() => {
    if (error) toast(messageOf(error), 'danger');
  }, [error, toast]);
  return (
    <Button busy={busy} onClick={() => leave(provider)}>
      Link {providerNames[provider]}
    </Button>
  );
}

const askToLink = async (provider: SignInProvider): Promise<string> =>
  (await call('linkIdentity', { params: { provider }, query: { return_to: '/account' } })).url;
