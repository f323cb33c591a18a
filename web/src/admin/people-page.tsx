import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FoundUser } from '../../../lib/contract/admin-user-routes.ts';
import { Button } from '../components/button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { TextField } from '../components/text-field.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { displayName } from '../shell/person.ts';
import { findUsersQuery } from './admin-queries.ts';

export function PeoplePage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('q')?.trim() ?? '';
  const [typed, setTyped] = useState(asked);
  const found = useQuery(findUsersQuery(asked));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setParams(typed.trim() === '' ? {} : { q: typed.trim() });
  };
  return (
    <div className="max-w-3xl pt-6 sm:pt-8">
      <PageHeading>Find a person</PageHeading>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2 pt-4">
        <TextField
          label="Address, id or Stripe customer"
          className="min-w-0 flex-1 basis-64"
          value={typed}
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          placeholder="ada@example.com"
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" look="primary" busy={found.isFetching}>
          Find
        </Button>
      </form>
      <p className="pt-2 text-xs text-muted">
        It has to match exactly. Finding and opening a person is noted in the audit trail.
      </p>
      <div aria-live="polite" className="pt-6">
        {found.isLoading && <Skeleton className="h-16 rounded-card" />}
        {found.isError && (
          <Failure
            what="The person could not be looked for."
            error={found.error}
            onRetry={() => found.refetch()}
            busy={found.isFetching}
            className="rounded-card border border-line bg-surface p-5"
          />
        )}
        {found.data?.length === 0 && <p className="text-muted">Nobody has {asked}.</p>}
        {found.data?.map((user) => (
          <FoundPerson key={user.id} user={user} />
        ))}
      </div>
    </div>
  );
}

function FoundPerson({ user }: { user: FoundUser }) {
  return (
    <Link
      to={`/admin/users/${user.id}`}
      className="flex items-center justify-between gap-4 rounded-card border border-line bg-surface px-4 py-3 transition-colors duration-150 hover:bg-sunken/60 sm:px-6"
    >
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 font-semibold">
          <span className="wrap-anywhere">{displayName(user)}</span>
          {user.isAdmin && <Tag tone="neutral">Admin</Tag>}
        </span>
        <span className="block wrap-anywhere text-muted">{user.email}</span>
        <span className="block font-mono text-xs break-all text-muted">{user.id}</span>
      </span>
      <ChevronRight className="size-4 shrink-0 text-muted" aria-hidden="true" />
    </Link>
  );
}
