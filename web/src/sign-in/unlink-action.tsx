import { useState } from 'react';
import type { SignInProvider } from '../../../lib/contract/identity-routes.ts';
import { Button } from '../components/button.tsx';
import { providerNames } from './provider-names.ts';
import { UnlinkDialog } from './unlink-dialog.tsx';

export function UnlinkAction({ provider }: { provider: SignInProvider }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="lg"
        look="quiet"
        className="text-muted"
        onClick={() => setAsking(true)}
        aria-label={`Unlink ${providerNames[provider]}`}
      >
        Unlink
      </Button>
      {asking && <UnlinkDialog provider={provider} onClose={() => setAsking(false)} />}
    </>
  );
}
