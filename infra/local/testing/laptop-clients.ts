import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';

const anyone = { region: 'us-east-1', credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' } };

/** What any program that speaks to AWS would use. */
export const laptopClients = (endpoint: string) => ({
  events: new EventBridgeClient({ endpoint, ...anyone, maxAttempts: 1 }),
  sqs: new SQSClient({ endpoint, ...anyone, maxAttempts: 1 }),
});
