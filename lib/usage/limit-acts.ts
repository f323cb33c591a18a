import { AppError } from '../contract/errors.ts';
import type { UsageDeps } from './count-request.ts';
import { usageDayKey, usageExpiry } from './usage-day.ts';
import { windowAt } from './window.ts';

/** What people do now and then, and programs in floods: how often it may be done in a window of the clock. */
export interface ActLimit {
  /** What the window's attribute begins with: no other act's, and no count's. */
  act: 'signIn' | 'checkout' | 'newKey';
  most: number;
  windowSeconds: number;
  /** For who meets it. */
  message: string;
}

/** Counts one more in one write; throws 429 when the window is full, which counts nothing. */
export async function limitActs(
  { table, outside }: UsageDeps,
  subject: string,
  { act, most, windowSeconds, message }: ActLimit,
): Promise<void> {
  const { attribute, before, secondsLeft } = windowAt(outside.realClock.now(), act, windowSeconds);
  const today = outside.clock.now();
  const counted = await table.update({
    Key: usageDayKey(subject, today),
    UpdateExpression: `ADD ${attribute} :one SET expiresAtEpochSeconds = :expiry REMOVE ${before}`,
    ConditionExpression: `attribute_not_exists(${attribute}) OR ${attribute} < :most`,
    ExpressionAttributeValues: { ':one': 1, ':most': most, ':expiry': usageExpiry(subject, today) },
  });
  if (!counted) throw new AppError('rate_limited', message, { retryAfterSeconds: secondsLeft });
}
