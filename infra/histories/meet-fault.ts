import { buffer } from 'node:stream/consumers';
import {
  type AwsAnswer,
  conflict,
  connectionReset,
  throttled,
  timedOut,
  tookNothing,
} from './aws-answers.ts';
import type { Chance } from './chance.ts';
import type { Call, Fault } from './faults.ts';
import type { Run } from './run.ts';

interface Met {
  call: Call & { body: Record<string, unknown> };
  /** The call as it would go undisturbed. */
  effect(): Promise<AwsAnswer>;
  run: Run;
  chance: Chance;
}

/** What comes of a call with this fault: an answer, an error, or nothing ever again. */
export async function meetFault(fault: Fault, { call, effect, run, chance }: Met): Promise<AwsAnswer> {
  const reachesAws = fault === 'answer lost' || fault === 'killed after';
  // Read to its end though nobody hears it: else its connection stays taken.
  if (reachesAws || (fault === 'times out' && chance.happens(0.5)))
    await buffer((await effect()).response.body);
  run.faults += 1;
  switch (fault) {
    case 'fails before':
    case 'answer lost':
      throw connectionReset();
    case 'times out':
      throw timedOut();
    case 'throttled':
      return throttled(call);
    case 'conflict':
      return conflict(call, call.body);
    case 'takes nothing':
      return tookNothing();
    case 'killed before':
    case 'killed after':
      run.die();
      return new Promise(() => undefined);
  }
}
