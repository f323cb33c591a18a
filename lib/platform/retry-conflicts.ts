import { setTimeout as sleep } from 'node:timers/promises';

// A hot balance item sees many writers at once; with full jitter 12 tries let hundreds through (worst case 6 s).
const attempts = 12;
const firstDelayMs = 20;
const longestDelayMs = 1_000;

const passingErrors = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
]);
const passingReasons = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Whether DynamoDB refused for the moment only: another writer was there, or the table was busy. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passingErrors.has(error.name)) return true;
  if (error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return false;
  const reasons = error.CancellationReasons;
  if (!Array.isArray(reasons)) return false;
  // Also beside a failed condition: what conflicted may be what decides whether this is a duplicate.
  return reasons.some((reason: { Code?: string }) => passingReasons.has(reason.Code ?? ''));
}

/** Repeats a call that met another writer, with exponential back-off and full jitter. */
export async function retryConflicts<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error;
      const ceilingMs = Math.min(firstDelayMs * 2 ** attempt, longestDelayMs);
      await sleep(Math.random() * ceilingMs);
    }
  }
}
