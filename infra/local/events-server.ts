import { createServer } from 'node:http';
import { awsJsonListener } from './aws-json.ts';
import { busActions } from './bus/bus-actions.ts';
import type { Rule } from './bus/rules.ts';
import { addressOf, type Listening, listen } from './listen.ts';
import { messageActions } from './queues/message-actions.ts';
import { queueActions } from './queues/queue-actions.ts';
import { openQueues, type Queues } from './queues/queues.ts';

interface EventsServerOptions {
  port: number;
  /** SQLite file of the queues, or `:memory:`. */
  databaseFile: string;
  busName: string;
  rules: readonly Rule[];
}

export interface EventsServer extends Listening {
  queues: Queues;
}

/** EventBridge and SQS on one port, for any AWS client. */
export async function startEventsServer(options: EventsServerOptions): Promise<EventsServer> {
  const queues = openQueues(options.databaseFile);
  const bus = { busName: options.busName, rules: options.rules, queues };
  const server = createServer();
  const actions = new Map([
    ...busActions(bus),
    ...queueActions(queues, () => addressOf(server).url),
    ...messageActions(queues),
  ]);
  server.on('request', awsJsonListener(actions));
  const listening = await listen(server, options.port).catch((error: unknown) => {
    queues.close();
    throw error;
  });
  const close = async () => {
    await listening.close();
    queues.close();
  };
  return { ...listening, queues, close };
}
