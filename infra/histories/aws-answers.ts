import { Readable } from 'node:stream';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Call } from './faults.ts';

export type AwsRequest = Parameters<NodeHttpHandler['handle']>[0];
export type AwsAnswer = Awaited<ReturnType<NodeHttpHandler['handle']>>;

export function jsonAnswer(statusCode: number, body: object, errorType?: string): AwsAnswer {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    ...(errorType ? { 'x-amzn-errortype': errorType } : {}),
  };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) } };
}

const refusal = (type: string, more: object = {}) =>
  jsonAnswer(400, { __type: `com.amazonaws#${type}`, message: 'Drawn by chance', ...more }, type);

export const throttled = ({ service }: Call): AwsAnswer =>
  refusal(service === 'mail' ? 'TooManyRequestsException' : 'ThrottlingException');

/** Another transaction was at one of the items: of a transaction's own items, at the last. */
export function conflict({ operation }: Call, { TransactItems }: Record<string, unknown>): AwsAnswer {
  if (operation !== 'TransactWriteItems' || !Array.isArray(TransactItems))
    return refusal('TransactionConflictException');
  const actions = TransactItems.length;
  const CancellationReasons = Array.from({ length: actions }, (_, i) => ({
    Code: i === actions - 1 ? 'TransactionConflict' : 'None',
  }));
  return refusal('TransactionCanceledException', { CancellationReasons });
}

/** EventBridge took the call and not the event. */
export const tookNothing = (): AwsAnswer =>
  jsonAnswer(200, {
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'Drawn by chance' }],
  });

export const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

export const timedOut = () => Object.assign(new Error('Request timed out'), { name: 'TimeoutError' });
