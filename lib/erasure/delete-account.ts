import type { UserItem } from '../users/user-item.ts';
import { type CloseDeps, closeAccount } from './close-account.ts';
import { type EraseDeps, eraseNow } from './erase-account.ts';
import { OutOfTime } from './steps.ts';

export type DeleteDeps = CloseDeps & Omit<EraseDeps, 'untilMs'>;

// The rest of the function's time is for a call to Stripe that has just begun.
const atOnceMs = 10_000;

/**
 * Deletes the account, and begins to erase it while the person waits: most have so little that nothing is left for the
 * schedule but a last look. Once the account is closed nothing can fail the request any more.
 */
export async function deleteAccount(deps: DeleteDeps, user: UserItem, typed: string): Promise<void> {
  const { outside, log } = deps;
  const { userId } = user;
  const closed = await closeAccount(deps, user, typed);
  if (closed === 'closed') return;
  log.info('Account deleted', { userId });
  const untilMs = outside.realClock.now().getTime() + atOnceMs;
  await eraseNow({ ...deps, untilMs }, closed).catch((cause: unknown) => {
    if (cause instanceof OutOfTime) log.info('Erasing goes on by the schedule', { userId });
    else log.error('Account could not be erased at once', { userId }, cause);
  });
}
