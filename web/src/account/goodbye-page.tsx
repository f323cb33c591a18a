import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { userQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { PageHeading } from '../shell/page-heading.tsx';

/** Where an account ends; who is signed in has one, however they came here. */
export function GoodbyePage() {
  const user = useQuery(userQuery).data;
  if (user) return <Navigate to="/account" replace />;
  return (
    <div className="page-width py-16 sm:py-24">
      <PageHeading className="sm:text-2xl">Your account is deleted</PageHeading>
      <div className="max-w-xl space-y-3 pt-3 text-base text-muted">
        <p>
          You are signed out everywhere. What Cue held about you is being erased; the last of it is gone
          within two hours. If you had a plan, it ends with your account, and nothing more is charged.
        </p>
        <p>Should you come back, you begin with a new account. Thank you for having been here.</p>
      </div>
      <Button asChild className="mt-6">
        <Link to="/">Go to the front page</Link>
      </Button>
    </div>
  );
}
