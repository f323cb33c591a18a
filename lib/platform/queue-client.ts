import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Outside } from './outside.ts';

export interface Queue {
  /** Hides a message from all consumers for this long. */
  hide(receiptHandle: string, seconds: number): Promise<void>;
}

export interface QueueSettings {
  QUEUE_URL: string;
  SQS_ENDPOINT: string | undefined;
}

/** SQS's client itself; `queue.ts` loads it with the first call. */
export function connectQueue(settings: QueueSettings, outside: Outside): Queue {
  const client = new SQSClient({
    endpoint: settings.SQS_ENDPOINT,
    requestHandler: outside.awsHttpHandler,
    // The queue's address is given whole: the region in it need not be the client's.
    useQueueUrlAsEndpoint: settings.SQS_ENDPOINT === undefined,
  });
  return {
    hide: async (ReceiptHandle, VisibilityTimeout) => {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: settings.QUEUE_URL,
          ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    },
  };
}
