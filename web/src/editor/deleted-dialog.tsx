import type { UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { leavesNothing } from './leave-guard.tsx';

interface Props {
  name: string;
  copying: UseMutationResult<Workflow, Error, string>;
}

/** Deleted in another window while it was edited in this one. */
export function DeletedDialog({ name, copying }: Props) {
  const navigate = useNavigate();
  return (
    <Dialog
      title="This workflow was deleted elsewhere"
      onClose={() => {}}
      stays
      actions={
        <>
          <Button
            look="primary"
            size="lg"
            busy={copying.isPending}
            onClick={() => copying.isPending || copying.mutate(name)}
          >
            Save it as a new one
          </Button>
          <Button size="lg" onClick={() => void navigate('/dashboard', { state: leavesNothing })}>
            Let it go
          </Button>
        </>
      }
    >
      <p>All of it is still here, in this window only.</p>
      {copying.isError && <p className="text-danger">It was not saved. {messageOf(copying.error)}</p>}
    </Dialog>
  );
}
