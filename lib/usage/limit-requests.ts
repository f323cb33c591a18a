import { AppError } from '../contract/errors.ts';
import type { OperationId } from '../contract/routes.ts';
import type { UserItem } from '../users/user-item.ts';
import { type CountedRequest, countRequest } from './count-request.ts';
import { type RateDeps, requestsPerMinute } from './rate-limit.ts';

/** Counts a request of what is paid for or costs us; throws 429 when the minute is full. */
export async function limitRequests(
  deps: RateDeps,
  { subject, user }: { subject: string; user: UserItem | undefined },
  request: CountedRequest & { action: OperationId },
): Promise<void> {
  const limit = requestsPerMinute(deps, user ?? {});
  const count = await countRequest(deps, subject, limit, request);
  if (count.outcome === 'counted') return;
  const { retryAfterSeconds } = count;
  throw new AppError('rate_limited', `Too many requests: ${limit} a minute are possible here`, {
    retryAfterSeconds,
  });
}
