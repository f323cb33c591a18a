import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { User } from '../../../lib/contract/account-routes.ts';
import { userQuery } from '../api/queries.ts';
import { Failure } from '../components/failure.tsx';
import { loginPath } from '../sign-in/return-to.ts';
import { PageHeading } from './page-heading.tsx';

interface Props {
  /** Said as the heading while it is not known who is there. */
  heading: string;
  waiting: ReactNode;
  /** Once shown they stay when the session ends, as they hold what is not saved yet; they say themselves that it did. */
  outlivesSession?: boolean;
  children: (user: User) => ReactNode;
}

/** Shows its children to a person who is signed in, and sends anyone else to sign in and back. */
export function RequireUser({ heading, waiting, outlivesSession = false, children }: Props) {
  const user = useQuery(userQuery);
  const [last, setLast] = useState<User>();
  if (user.data && user.data !== last) setLast(user.data);
  const { pathname, search } = useLocation();
  const shown = user.data ?? (outlivesSession ? last : undefined);
  if (shown) return children(shown);
  if (user.data === null) return <Navigate to={loginPath(pathname + search)} replace />;
  if (!user.isError) return waiting;
  return (
    <div className="page-width py-10">
      <PageHeading>{heading}</PageHeading>
      <Failure
        what="Cue could not tell whether you are signed in."
        error={user.error}
        onRetry={() => user.refetch()}
        busy={user.isFetching}
        className="mt-6 rounded-card border border-line bg-surface p-5"
      />
    </div>
  );
}
