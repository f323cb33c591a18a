import { Outlet, useOutletContext } from 'react-router';
import type { User } from '../../../lib/contract/account-routes.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { monthAndYear } from '../format/time.ts';
import { Avatar } from '../shell/avatar.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { displayName } from '../shell/person.ts';
import { RequireUser } from '../shell/require-user.tsx';
import { SectionTabs } from '../shell/section-tabs.tsx';

/** What the pages of the account have in common: who it is, and the way between them. */
export function AccountLayout() {
  return (
    <RequireUser heading="Account" waiting={<Waiting />}>
      {(user) => (
        <div className="page-width py-8 sm:py-12">
          <PersonHeading user={user} />
          <div className="pt-6">
            <SectionTabs label="Account" sections={sections} />
          </div>
          <Outlet context={user} />
        </div>
      )}
    </RequireUser>
  );
}

/** The person whose account it is, for the pages inside. */
export const useAccountUser = () => useOutletContext<User>();

const sections = [
  { to: '/account', name: 'Overview' },
  { to: '/account/billing', name: 'Billing' },
  { to: '/account/keys', name: 'Keys and widget' },
  { to: '/account/credentials', name: 'Credentials' },
] as const;

function PersonHeading({ user }: { user: User }) {
  const name = displayName(user);
  const hasLine = user.email !== null && name !== user.email;
  return (
    <div className="flex items-center gap-4">
      <Avatar user={user} className="size-12 text-base" />
      <div className="min-w-0">
        <PageHeading title="Account" className="truncate">
          {name}
        </PageHeading>
        <p className="truncate text-muted">
          {hasLine && user.email}
          <span className={hasLine ? 'hidden sm:inline' : ''}>
            {hasLine && ' \u00b7 '}with Cue since {monthAndYear(user.createdAt)}
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
      <Skeleton className="mt-6 h-11" />
      <div className="grid gap-x-10 gap-y-8 pt-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-32 rounded-card" />
        <Skeleton className="h-96 rounded-card" />
      </div>
    </div>
  );
}
