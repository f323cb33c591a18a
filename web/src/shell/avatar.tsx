import type { User } from '../../../lib/contract/account-routes.ts';
import { classNames } from '../components/class-names.ts';
import { initialsOf } from './person.ts';

/** Initials rather than the provider's picture: nothing is fetched from Google or GitHub while Cue is used. */
export function Avatar({ user, className }: { user: User; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid size-7 shrink-0 place-items-center rounded-full bg-ink text-xs font-semibold text-ground',
        className,
      )}
    >
      {initialsOf(user)}
    </span>
  );
}
