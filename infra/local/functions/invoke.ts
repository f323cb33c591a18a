import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

export type Handler = (event: unknown, context: Context) => unknown;

/** A function of the manifest, made and ready to be called. */
export interface LocalFunction {
  name: string;
  timeoutSeconds: number;
  handler: Handler;
}

type InvocationOutcome =
  | { outcome: 'answered'; result: unknown }
  | { outcome: 'threw'; error: unknown }
  | { outcome: 'timedOut' };

function contextOf(name: string, requestId: string, deadlineMs: number): Context {
  const unsupported = () => {
    throw new Error('Answer by the returned promise');
  };
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: '512',
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'laptop',
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}

/**
 * Calls a function as Lambda does. After its time-out the caller is told so; unlike on Lambda the code itself
 * cannot be stopped and runs on.
 */
export async function invoke(
  { name, timeoutSeconds, handler }: LocalFunction,
  event: unknown,
  requestId: string = randomUUID(),
): Promise<InvocationOutcome> {
  const { promise: timedOut, resolve } = Promise.withResolvers<InvocationOutcome>();
  const timer = setTimeout(() => resolve({ outcome: 'timedOut' }), timeoutSeconds * 1000);
  const context = contextOf(name, requestId, Date.now() + timeoutSeconds * 1000);
  const answered = Promise.resolve()
    .then(() => handler(event, context))
    .then(
      (result): InvocationOutcome => ({ outcome: 'answered', result }),
      (error: unknown): InvocationOutcome => ({ outcome: 'threw', error }),
    );
  const outcome = await Promise.race([answered, timedOut]);
  clearTimeout(timer);
  if (outcome.outcome === 'threw') console.error(`Function ${name} threw:`, outcome.error);
  if (outcome.outcome === 'timedOut')
    console.error(`Function ${name} took longer than its ${timeoutSeconds} s`);
  return outcome;
}
