import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { createHandler as grantCredits } from '../../functions/queues/grant-credits.ts';
import { createHandler as provisionAccount } from '../../functions/queues/provision-account.ts';
import { createHandler as recordEvent } from '../../functions/queues/record-event.ts';
import { createHandler as sendEmail } from '../../functions/queues/send-email.ts';
import { createHandler as syncSubscription } from '../../functions/queues/sync-subscription.ts';
import type { StripeEvent } from '../../lib/contract/stripe-events.ts';
import { readBalance } from '../../lib/credits/balance.ts';
import { keys, ledgerPrefix, orderPrefix } from '../../lib/platform/keys.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { startMailbox } from '../local/mailbox.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';
import { lambdaContext } from './http-event.ts';
import { orderAtCheckout } from './order-fixture.ts';

const consumers = {
  'record-event': recordEvent,
  'grant-credits': grantCredits,
  'send-email': sendEmail,
  'sync-subscription': syncSubscription,
  'provision-account': provisionAccount,
};
export type ConsumerName = keyof typeof consumers;
/** Those that a purchase of credits goes through. */
export const purchaseConsumers = ['record-event', 'grant-credits', 'send-email'] as const;

interface StoredMail {
  subject: string;
  destination: { to: string[] };
  body: { text: string; html: string };
}

/** An SQS record as Lambda hands it to a consumer, first received at `firstReceivedMs`. */
function sqsEvent(bodies: string[], firstReceivedMs: number, receiveCount: number): SQSEvent {
  return {
    Records: bodies.map((body, i) => ({
      messageId: `message-${i}`,
      receiptHandle: `receipt-${i}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: String(firstReceivedMs),
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: String(firstReceivedMs),
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test',
      awsRegion: 'us-east-1',
    })),
  };
}

export const busBody = (event: StripeEvent) =>
  JSON.stringify({
    version: '0',
    id: `bus-${event.id}`,
    source: 'stripe',
    'detail-type': event.type,
    time: '2026-11-21T10:00:00Z',
    detail: event,
  });

interface Delivery {
  /** Carries the AWS calls of this delivery. */
  awsHttpHandler?: Outside['awsHttpHandler'];
  firstReceivedMs?: number;
  receiveCount?: number;
}

/** The consumers on the real DynamoDB engine and a local SES, with a clock of their own. */
export async function startConsumerWorld(settings: Record<string, string> = {}) {
  const engine = await startTableEngine({ port: 0 });
  const mailbox = await startMailbox({ port: 0, file: undefined });
  await createTableIfMissing(engine.url, 'cue-test');
  // Only back-off calls it, and what it does to a queue is the queue's affair.
  mockClient(SQSClient).on(ChangeMessageVisibilityCommand).resolves({});
  const environment: Record<string, string> = {
    LOG_LEVEL: 'SILENT',
    TABLE_NAME: 'cue-test',
    DYNAMODB_ENDPOINT: engine.url,
    SES_ENDPOINT: mailbox.url,
    QUEUE_URL: 'http://localhost:1/queue',
    SQS_ENDPOINT: 'http://localhost:1',
    EMAIL_FROM: 'Cue <billing@cue.example>',
    FRONTEND_URL: 'http://localhost:5000',
    STRIPE_SECRET_KEY: 'sk_test_x',
    IDENTITY_HASH_KEY: 'test-only-identity-hash-key-of-no-value',
    SESSION_SECRET_KEY: 'test-only-session-secret-key-of-no-value',
    ...settings,
  };
  let nowMs = Date.parse('2026-11-21T10:00:00Z');
  const outside: Outside = { ...patientOutside, environment, clock: { now: () => new Date(nowMs) } };
  const table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, outside);

  const deliverBodies = (
    consumer: ConsumerName,
    bodies: string[],
    delivery: Delivery = {},
  ): Promise<SQSBatchResponse> => {
    const { awsHttpHandler = outside.awsHttpHandler, firstReceivedMs = nowMs, receiveCount = 1 } = delivery;
    const handler = consumers[consumer]({ ...outside, awsHttpHandler });
    return handler(sqsEvent(bodies, firstReceivedMs, receiveCount), lambdaContext);
  };

  async function prefixed(userId: string, prefix: string) {
    const { items } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.user(userId).pk, ':prefix': prefix },
    });
    return items;
  }

  return {
    table,
    outside,
    mailbox,
    environment,
    advanceSeconds: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
    deliverBodies,
    deliver: (consumer: ConsumerName, event: StripeEvent, delivery?: Delivery) =>
      deliverBodies(consumer, [busBody(event)], delivery),
    givenOrder: (credits = 25) => orderAtCheckout({ table, outside }, credits),
    /** All that a purchase may leave with a person. */
    async stateOf(userId: string) {
      const balance = await readBalance(table, userId);
      const entries = await prefixed(userId, ledgerPrefix);
      const payments = await prefixed(userId, orderPrefix);
      const mails = await prefixed(userId, 'MAIL#');
      return {
        balance,
        entries: entries.map(({ type, creditsDelta, cause }) => ({ type, creditsDelta, cause })),
        payments: payments.map(({ status, creditsGranted }) => ({ status, creditsGranted })),
        mails: mails.map(({ sk, state }) => ({ template: String(sk).split('#')[1], state })),
      };
    },
    async parkedReason(eventId: string, consumer: ConsumerName): Promise<unknown> {
      const item = await table.get(keys.eventConsumer(eventId, consumer));
      return item?.state === 'parked' ? item.words : undefined;
    },
    async mailsTo(email: string): Promise<StoredMail[]> {
      const { emails }: { emails: StoredMail[] } = await (await fetch(`${mailbox.url}/store`)).json();
      return emails.filter((mail) => mail.destination.to.includes(email));
    },
    async close(): Promise<void> {
      await mailbox.close();
      await engine.close();
    },
  };
}

export type ConsumerWorld = Awaited<ReturnType<typeof startConsumerWorld>>;
