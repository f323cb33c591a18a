import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { number } from '../format/credits.ts';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';
import { useDownloadData } from './use-download-data.ts';

/** What is held about the person: to take along, and to be rid of. */
export function YourData() {
  const [deleting, setDeleting] = useState(false);
  return (
    <Panel title="Your data" about="It is yours: take it with you, or have it erased.">
      <DownloadData />
      <Row
        name="Delete your account"
        about="You are signed out everywhere at once, and what Cue holds about you is erased. There is no way back."
        action={
          <Button className="text-danger" onClick={() => setDeleting(true)}>
            Delete my account
          </Button>
        }
      />
      {deleting && <DeleteAccountDialog onClose={() => setDeleting(false)} />}
    </Panel>
  );
}

function DownloadData() {
  const { download, count } = useDownloadData();
  const start = () => download.isPending || download.mutate();
  return (
    <Row
      name="Download your data"
      about="Everything that Cue holds about you in one JSON file: profile, devices, workflows, ledger, payments, mails and usage. Secrets are not in it."
      action={
        <Button busy={download.isPending} onClick={start}>
          {!download.isPending && <Download className="size-4" aria-hidden="true" />}
          Download my data
        </Button>
      }
    >
      <p role="status" className={download.isPending || download.isSuccess ? 'pt-2 text-muted' : 'sr-only'}>
        {download.isPending && `${number(count)} items so far`}
        {download.isSuccess && `Done: ${number(count)} items are in your file.`}
      </p>
      {download.isError && (
        <Failure
          what="Your data could not be downloaded."
          error={download.error}
          onRetry={start}
          className="pt-3"
        />
      )}
    </Row>
  );
}

interface RowProps {
  name: string;
  about: string;
  action: ReactNode;
  children?: ReactNode;
}

function Row({ name, about, action, children }: RowProps) {
  return (
    <div className="border-t border-line p-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="max-w-prose min-w-0 flex-1 basis-72">
          <h3 className="font-semibold">{name}</h3>
          <p className="text-muted">{about}</p>
        </div>
        {action}
      </div>
      {children}
    </div>
  );
}
