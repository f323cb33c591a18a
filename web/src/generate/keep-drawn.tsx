import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { userQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { loginPath } from '../sign-in/return-to.ts';
import { useCreateWorkflow } from '../workflows/use-create-workflow.ts';
import { forgetDrawn } from './kept-drawn.ts';
import { nameFrom } from './name-from.ts';
import type { Drawn } from './use-generate.ts';

/** A free drawing is not saved by itself: a person keeps it, a visitor signs in for that and comes back to it. */
export function KeepDrawn({ drawn: { sentence, generated } }: { drawn: Drawn }) {
  const user = useQuery(userQuery).data;
  const create = useCreateWorkflow(() => forgetDrawn(sessionStorage));
  if (user === undefined) return null;
  if (user === null) {
    return (
      <Button asChild>
        <Link to={loginPath('/')}>Sign in to keep and edit it</Link>
      </Button>
    );
  }
  const { nodes, edges } = generated;
  return (
    <Button
      look="primary"
      busy={create.isPending}
      onClick={() =>
        create.isPending ||
        create.mutate({ name: nameFrom(sentence), description: sentence, graph: { nodes, edges } })
      }
    >
      Save and edit
    </Button>
  );
}
