import type { User } from '../../../lib/contract/account-routes.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { monthAndYear } from '../format/time.ts';
import { Avatar } from '../shell/avatar.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { displayName } from '../shell/person.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { BalanceCard } from './balance-card.tsx';
import { Payments } from './payments.tsx';
import { ProfileForm } from './profile-form.tsx';
import { Statement } from './statement.tsx';

export function AccountPage() {
  return (
    <RequireUser heading="Account" waiting={<Waiting />}>
      {(user) => <Account user={user} />}
    </RequireUser>
  );
}

function Account({ user }: { user: User }) {
  return (
    <div className="page-width py-8 sm:py-12">
      <PersonHeading user={user} />
      <div className="grid items-start gap-x-10 gap-y-8 pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-8">
          <BalanceCard />
          <Statement />
          <Payments />
        </div>
        <ProfileForm user={user} />
      </div>
    </div>
  );
}

function PersonHeading({ user }: { user: User }) {
  const name = displayName(user);
  return (
    <div className="flex items-center gap-4">
      <Avatar user={user} className="size-12 text-base" />
      <div className="min-w-0">
        <PageHeading title="Account" className="truncate">
          {name}
        </PageHeading>
        <p className="truncate text-muted">
          {name !== user.email && user.email}
          <span className={name === user.email ? '' : 'hidden sm:inline'}>
            {name !== user.email && ' \u00b7 '}with Cue since {monthAndYear(user.createdAt)}
          </span>
        </p>
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div className="page-width py-8 sm:py-12">
      <PageHeading title="Account">
        <span className="sr-only">Account</span>
        <span className="flex h-14 items-center gap-4">
          <Skeleton className="size-12 rounded-full" />
          <Skeleton className="h-8 w-56" />
        </span>
      </PageHeading>
      <div className="grid gap-x-10 gap-y-8 pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-32 rounded-card" />
        <Skeleton className="h-96 rounded-card" />
      </div>
    </div>
  );
}
