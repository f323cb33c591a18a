import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** The only time that a secret is seen. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      title="Your API key"
      onClose={onClose}
      stays
      actions={
        <>
          <Button look="primary" size="lg" onClick={onClose}>
            I have stored it
          </Button>
          <CopyButton text={secret} what="the key" />
        </>
      }
    >
      <p>Store it now. You will not see it again: Cue keeps only what it needs to recognize it.</p>
      <code className="block rounded-input bg-sunken p-3 font-mono text-xs break-all text-ink select-all">
        {secret}
      </code>
    </Dialog>
  );
}
