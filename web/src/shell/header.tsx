import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { Link, NavLink, useLocation } from 'react-router';
import { buyingQuery, userQuery } from '../api/queries.ts';
import { BrandMark } from '../components/brand-mark.tsx';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AccountMenu } from './account-menu.tsx';
import { BalanceChip } from './balance-chip.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export function Header() {
  const { data: user, isPending } = useQuery(userQuery);
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-ground/92 backdrop-blur-sm">
      <div className="page-width flex h-14 items-center gap-1.5">
        <Link
          to="/"
          className="-ml-1.5 flex h-10 items-center gap-2 rounded-input px-1.5 text-lg font-semibold tracking-tight"
        >
          <BrandMark />
          Cue
        </Link>
        <Sections signedIn={user !== undefined && user !== null} isAdmin={user?.isAdmin ?? false} />
        <div className="ml-auto flex items-center gap-1.5">
          {user && <PhoneWorkflowsLink />}
          {/* On a phone the menu of a person has it. */}
          <ThemeToggle className={user ? 'max-sm:hidden' : ''} />
          {isPending && <Skeleton className="h-9 w-24" />}
          {user === null && <SignInLink />}
          {user && <BalanceChip />}
          {user && <AccountMenu user={user} />}
        </div>
      </div>
    </header>
  );
}

const sectionLook =
  'flex h-9 items-center rounded-input px-3 text-muted transition-colors duration-150 hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink';

/** On a phone an icon, the balance and the menu lead to the same places. */
function Sections({ signedIn, isAdmin }: { signedIn: boolean; isAdmin: boolean }) {
  const buying = useQuery(buyingQuery).data;
  return (
    <nav aria-label="Main" className="ml-4 hidden gap-1 sm:flex">
      {signedIn && (
        <NavLink to="/dashboard" className={sectionLook}>
          Workflows
        </NavLink>
      )}
      {signedIn && (
        <NavLink to="/account" className={sectionLook}>
          Account
        </NavLink>
      )}
      {buying !== false && (
        <NavLink to="/pricing" className={sectionLook}>
          Pricing
        </NavLink>
      )}
      {buying !== false && (
        <NavLink to="/credits" className={sectionLook}>
          Buy credits
        </NavLink>
      )}
      {isAdmin && (
        <NavLink to="/admin" className={sectionLook}>
          Admin
        </NavLink>
      )}
    </nav>
  );
}

function PhoneWorkflowsLink() {
  return (
    <Button asChild look="quiet" size="icon" className="text-muted aria-[current=page]:text-ink sm:hidden">
      <NavLink to="/dashboard" aria-label="Workflows">
        <Workflow className="size-4.5" aria-hidden="true" />
      </NavLink>
    </Button>
  );
}

function SignInLink() {
  const { pathname } = useLocation();
  if (pathname === '/login') return null;
  return (
    <Button asChild look="secondary">
      <Link to="/login">Sign in</Link>
    </Button>
  );
}
