import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { userQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { loginPath } from '../sign-in/return-to.ts';
import type { Content } from './content.ts';
import { keepDraft } from './kept-draft.ts';
import { leavesNothing } from './leave-guard.tsx';
import type { Saving } from './use-saving.ts';

interface Props {
  workflowId: string;
  content: Content;
  saving: Saving;
}

/** The session ended meanwhile: what is not saved goes along to signing in, and back. */
export function SessionOver({ workflowId, content, saving }: Props) {
  const isOver = useQuery(userQuery).data === null;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (!isOver) return null;
  const isDirty = saving.status !== 'saved';
  const signIn = () => {
    const isKept = isDirty && keepDraft(sessionStorage, workflowId, { content, version: saving.version });
    void navigate(loginPath(pathname), { state: isKept ? leavesNothing : null });
  };
  return (
    <Dialog
      title="You are signed out"
      onClose={() => {}}
      stays
      actions={
        <Button look="primary" size="lg" onClick={signIn}>
          Sign in
        </Button>
      }
    >
      <p>
        Your session is over.{' '}
        {isDirty
          ? 'What you changed last is not saved yet; it is kept in this tab and saved when you are back.'
          : 'Everything is saved. Sign in to go on.'}
      </p>
    </Dialog>
  );
}
