import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { AdminPerson } from '../../../lib/contract/admin-user-routes.ts';
import { hasCode } from '../api/api-error.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Failure } from '../components/failure.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tag } from '../components/tag.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { displayName } from '../shell/person.ts';
import { AdjustCredits } from './adjust-credits.tsx';
import { personQuery } from './admin-queries.ts';
import { PersonFacts } from './person-facts.tsx';
import { PersonLedger } from './person-ledger.tsx';
import { PersonPayments } from './person-payments.tsx';
import { PersonSubscriptions } from './person-subscriptions.tsx';

/** All that staff need to answer a person's question. */
export function PersonPage() {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const { data, ...pages } = useInfiniteQuery(personQuery(id));
  const person = data?.pages[0];
  if (hasCode(pages.error, 'not_found')) return <NotFoundPage />;
  if (!person) return <Unknown pages={pages} />;
  return (
    <div className="pt-6 sm:pt-8">
      <Heading user={person.user} />
      <div className="grid items-start gap-x-8 gap-y-6 pt-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-6 lg:order-2">
          <PersonFacts person={person} />
          <AdjustCredits person={person} />
        </div>
        <div className="min-w-0 space-y-6">
          <PersonLedger
            pages={pages}
            entries={data?.pages.flatMap(({ ledger }) => ledger.entries)}
            onReset={() => client.resetQueries({ queryKey: personQuery(id).queryKey })}
          />
          <PersonSubscriptions subscriptions={person.subscriptions} />
          <PersonPayments payments={person.payments} />
        </div>
      </div>
    </div>
  );
}

function Heading({ user }: { user: AdminPerson['user'] }) {
  const name = displayName(user);
  return (
    <div>
      <PageHeading title={name} className="wrap-anywhere">
        {name}
      </PageHeading>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        {name !== user.email && <span className="wrap-anywhere">{user.email}</span>}
        <code className="font-mono text-xs break-all">{user.id}</code>
        <CopyButton text={user.id} what="the id" quiet />
        {user.isAdmin && <Tag tone="neutral">Admin</Tag>}
      </p>
    </div>
  );
}

interface UnknownProps {
  pages: { isError: boolean; error: Error | null; refetch: () => unknown; isFetching: boolean };
}

function Unknown({ pages }: UnknownProps) {
  return (
    <div className="pt-6 sm:pt-8">
      <PageHeading>Person</PageHeading>
      {pages.isError ? (
        <Failure
          what="The person could not be loaded."
          error={pages.error}
          onRetry={() => pages.refetch()}
          busy={pages.isFetching}
          className="mt-6 rounded-card border border-line bg-surface p-5"
        />
      ) : (
        <div role="status" className="space-y-6 pt-6">
          <span className="sr-only">Loading the person</span>
          <Skeleton className="h-40 rounded-card" />
          <Skeleton className="h-64 rounded-card" />
        </div>
      )}
    </div>
  );
}
