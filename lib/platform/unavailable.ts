import { AppError } from '../contract/errors.ts';
import { isPassing } from './retry-conflicts.ts';

/** Whether AWS failed, was too busy or did not answer at all, rather than refuse what we asked. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const fault = '$fault' in error ? error.$fault : undefined;
  // What never reached AWS carries no fault; our own bugs (TypeError and its like) are not outages.
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return isPassing(error) || fault === 'server' || (fault === undefined && !isOurs);
}

/** An outage as the contract's 503; anything else as it is. */
export function orUnavailable(cause: unknown): unknown {
  if (!isOutage(cause)) return cause;
  return new AppError('dependency_unavailable', 'Cue cannot reach its data right now; please try again', {
    cause,
  });
}
