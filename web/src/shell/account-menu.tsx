import { useMutation, useQuery } from '@tanstack/react-query';
import { LogOut, Moon, ShieldCheck, Sun, Tags, UserRound, Workflow } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Link } from 'react-router';
import type { User } from '../../../lib/contract/account-routes.ts';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { buyingQuery } from '../api/queries.ts';
import { useToast } from '../components/toasts.tsx';
import { useThemeToggle } from '../preferences/use-preferences.ts';
import { Avatar } from './avatar.tsx';
import { displayName } from './person.ts';

const itemLook =
  'flex h-9 w-full items-center gap-2.5 rounded-input px-2.5 outline-none select-none data-highlighted:bg-sunken pointer-coarse:h-10';

export function AccountMenu({ user }: { user: User }) {
  const signOut = useSignOut();
  const buying = useQuery(buyingQuery).data;
  const name = displayName(user);
  return (
    // Not modal: a modal menu locks scrolling by a style element, which the policy refuses.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Signed in as ${name}. Account menu`}
        className="flex h-9 items-center gap-2 rounded-input px-1.5 transition-colors duration-150 hover:bg-sunken data-[state=open]:bg-sunken pointer-coarse:h-10"
      >
        <Avatar user={user} />
        <span className="hidden max-w-40 truncate md:block">{name}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-40 w-64 animate-float-in rounded-card border border-line bg-surface p-1.5 shadow-float"
        >
          <div className="px-2.5 pt-1.5 pb-2.5">
            <p className="truncate font-semibold">{name}</p>
            {name !== user.email && <p className="truncate text-xs text-muted">{user.email}</p>}
          </div>
          <DropdownMenu.Separator className="-mx-1.5 mb-1.5 h-px bg-line" />
          <DropdownMenu.Item asChild className={itemLook}>
            <Link to="/dashboard">
              <Workflow className="size-4 text-muted" aria-hidden="true" /> Workflows
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild className={itemLook}>
            <Link to="/account">
              <UserRound className="size-4 text-muted" aria-hidden="true" /> Account
            </Link>
          </DropdownMenu.Item>
          {buying !== false && (
            <DropdownMenu.Item asChild className={itemLook}>
              <Link to="/pricing">
                <Tags className="size-4 text-muted" aria-hidden="true" /> Pricing
              </Link>
            </DropdownMenu.Item>
          )}
          {user.isAdmin && (
            <DropdownMenu.Item asChild className={itemLook}>
              <Link to="/admin">
                <ShieldCheck className="size-4 text-muted" aria-hidden="true" /> Admin
              </Link>
            </DropdownMenu.Item>
          )}
          <ThemeItem />
          <DropdownMenu.Item className={`${itemLook} cursor-pointer`} onSelect={() => signOut.mutate()}>
            <LogOut className="size-4 text-muted" aria-hidden="true" /> Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Where the header has no room for its button. */
function ThemeItem() {
  const { theme, toggle } = useThemeToggle();
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <DropdownMenu.Item className={`${itemLook} cursor-pointer sm:hidden`} onSelect={toggle}>
      <Icon className="size-4 text-muted" aria-hidden="true" />
      {theme === 'dark' ? 'Light theme' : 'Dark theme'}
    </DropdownMenu.Item>
  );
}

function useSignOut() {
  const toast = useToast();
  return useMutation({
    mutationFn: () => call('logout'),
    // A whole new document: nothing about the person stays in this page's memory.
    onSuccess: () => window.location.assign('/?signed_out=true'),
    onError: (error) => toast(`You are still signed in. ${messageOf(error)}`, 'danger'),
  });
}
