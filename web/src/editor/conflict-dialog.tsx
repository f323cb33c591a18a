import type { UseMutationResult } from '@tanstack/react-query';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { hasCode, messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Timestamp } from '../components/timestamp.tsx';
import { copyName } from '../workflows/copy-name.ts';
import { type Content, contentOf } from './content.ts';
import { differences } from './differences.ts';
import type { Saving } from './use-saving.ts';

interface Props {
  mine: Content;
  theirs: Workflow;
  saving: Saving;
  copying: UseMutationResult<Workflow, Error, string>;
  onTakeTheirs: () => void;
}

const mostShown = 8;

/** Two people, or one in two windows, changed the workflow: which version stays is for a person to say. */
export function ConflictDialog({ mine, theirs, saving, copying, onTakeTheirs }: Props) {
  const other = contentOf(theirs);
  const said = other ? differences(mine, other) : ['The other version cannot be drawn here.'];
  // The conflict itself is what this dialog is about.
  const failure = hasCode(saving.error, 'version_conflict') ? null : saving.error;
  const isSaving = saving.status === 'saving';
  return (
    <Dialog
      title="This workflow was changed elsewhere"
      onClose={() => {}}
      stays
      actions={
        <>
          <Button look="primary" size="lg" className="px-4" busy={isSaving} onClick={() => saving.keepMine()}>
            Keep mine
          </Button>
          <Button size="lg" className="px-4" onClick={onTakeTheirs}>
            Take theirs
          </Button>
          <Button
            size="lg"
            className="px-4"
            busy={copying.isPending}
            onClick={() => copying.isPending || copying.mutate(copyName(mine.draft.name))}
          >
            Save mine as a copy
          </Button>
        </>
      }
    >
      <p>
        Saved elsewhere: <Timestamp iso={theirs.updatedAt} />. Nothing of yours is lost yet. What differs:
      </p>
      <ul className="list-disc space-y-0.5 pl-5 text-ink">
        {said.slice(0, mostShown).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {said.length > mostShown && <p>And {said.length - mostShown} more.</p>}
      {failure && <p className="text-danger">Yours was not saved. {messageOf(failure)}</p>}
      {copying.isError && <p className="text-danger">No copy was made. {messageOf(copying.error)}</p>}
    </Dialog>
  );
}
