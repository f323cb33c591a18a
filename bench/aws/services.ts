import { makeQueues, queueName, rulesFor } from '../../infra/local/consumers.ts';
import { startEventsServer } from '../../infra/local/events-server.ts';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import type { FunctionName } from '../../infra/manifest.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';

const stage = 'bench';
const TABLE_NAME = 'cue-bench';
export const webhookSecret = 'whsec_bench';
export const site = 'http://localhost:5000';

export interface ServicesOptions {
  /** The consumers whose rules match; events reach nobody else. */
  consumers?: readonly FunctionName[];
}

export type Services = Awaited<ReturnType<typeof startServices>>;

/**
 * What functions find on AWS: the table in the engine's own process, the bus and the queues in this one. Answers
 * also the environment that a function needs to reach them.
 */
export async function startServices({ consumers = [] }: ServicesOptions = {}) {
  const identity = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };
  Object.assign(process.env, identity);
  const engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, TABLE_NAME);
  const queueNames = consumers.map((name) => queueName(stage, name));
  const rules = rulesFor(stage).filter(({ queue }) => queueNames.includes(queue));
  const events = await startEventsServer({ port: 0, databaseFile: ':memory:', busName: 'cue-bench', rules });
  makeQueues(events.queues, stage);
  return {
    stage,
    eventsUrl: events.url,
    table: createTable({ TABLE_NAME, DYNAMODB_ENDPOINT: engine.url }, lambdaOutside),
    environment: {
      ...identity,
      STAGE: stage,
      LOG_LEVEL: 'INFO',
      TABLE_NAME,
      BUS_NAME: 'cue-bench',
      QUEUE_URL: `${events.url}/000000000000/${queueName(stage, 'grant-credits')}`,
      DYNAMODB_ENDPOINT: engine.url,
      EVENTBRIDGE_ENDPOINT: events.url,
      SQS_ENDPOINT: events.url,
      FRONTEND_URL: site,
      SESSION_SECRET_KEY: 'a secret of the bench that is long enough',
      IDENTITY_HASH_KEY: 'another secret of the bench that is long enough',
      CREDENTIALS_ENCRYPTION_KEYS: `k1:${'k'.repeat(43)}=`,
      STRIPE_SECRET_KEY: 'sk_test_bench',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    },
    close: async () => {
      await events.close();
      await engine.close();
    },
  };
}
