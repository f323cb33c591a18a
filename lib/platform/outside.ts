import { randomBytes } from 'node:crypto';
import type { NodeHttpHandler, NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { type Clock, systemClock } from './clock.ts';

/** All that reaches a function from outside its own code: where environment, time and chance come in. */
export interface Outside {
  environment: Readonly<Record<string, string | undefined>>;
  /** The time of the business; the laptop cloud can move it on. */
  clock: Clock;
  /** What nobody moves: sessions and sign-in last as long as people wait. */
  realClock: Clock;
  randomBytes(size: number): Buffer;
  /** Carries every call to AWS, or says how the AWS clients' own carrier is to do it. */
  awsHttpHandler: NodeHttpHandler | NodeHttpHandlerOptions;
}

// An AWS call that has not answered by then is given up; three tries fit into the shortest function time-out, 10 s.
const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 2_500;

export const lambdaOutside: Outside = {
  environment: process.env,
  clock: systemClock,
  realClock: systemClock,
  randomBytes,
  awsHttpHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // Without it the time-out is only a warning in the log.
    throwOnRequestTimeout: true,
  },
};
