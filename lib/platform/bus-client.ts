import { DescribeEventBusCommand, EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Outside } from './outside.ts';

interface BusEvent {
  source: string;
  type: string;
  /** JSON. */
  detail: string;
}

export interface Bus {
  /** Resolves once EventBridge has taken the event; throws otherwise. */
  put(event: BusEvent): Promise<void>;
  /** Throws when the bus is not there. */
  check(): Promise<void>;
}

export interface BusSettings {
  BUS_NAME: string;
  EVENTBRIDGE_ENDPOINT: string | undefined;
}

/** EventBridge's client itself; `bus.ts` loads it with the first call. */
export function connectBus(settings: BusSettings, outside: Outside): Bus {
  const client = new EventBridgeClient({
    endpoint: settings.EVENTBRIDGE_ENDPOINT,
    requestHandler: outside.awsHttpHandler,
  });
  return {
    put: async ({ source, type, detail }) => {
      const entry = { EventBusName: settings.BUS_NAME, Source: source, DetailType: type, Detail: detail };
      const answer = await client.send(new PutEventsCommand({ Entries: [entry] }));
      // PutEvents answers 200 also when it took nothing.
      if (answer.FailedEntryCount !== 0) {
        throw new Error(
          `EventBridge did not take the event: ${answer.Entries?.[0]?.ErrorCode ?? 'no reason given'}`,
        );
      }
    },
    check: async () => {
      await client.send(new DescribeEventBusCommand({ Name: settings.BUS_NAME }));
    },
  };
}
