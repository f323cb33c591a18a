import { randomBytes } from 'node:crypto';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Clock, systemClock } from './clock.ts';

/** All that reaches a function from outside its own code: the only place where environment, time and chance come in. */
export interface Outside {
  environment: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  randomBytes(size: number): Buffer;
  /** Carries every call to AWS. */
  awsHttpHandler: NodeHttpHandler;
}

// An AWS call that has not answered by then is given up and tried again by the SDK, within the function's time-out.
const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 4_000;

export const lambdaOutside: Outside = {
  environment: process.env,
  clock: systemClock,
  randomBytes,
  awsHttpHandler: new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
  }),
};
