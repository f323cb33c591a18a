import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { verifiedEvent } from './verified-event.ts';

const client = new EventBridgeClient({ endpoint: process.env.EVENTBRIDGE_ENDPOINT });

/** A webhook that only forwards: signature, PutEvents, answer. */
export async function handler(event: APIGatewayProxyEventV2) {
  const { type } = verifiedEvent(event);
  const entry = {
    EventBusName: process.env.BUS_NAME,
    Source: 'stripe',
    DetailType: type,
    Detail: event.body,
  };
  await client.send(new PutEventsCommand({ Entries: [entry] }));
  return { statusCode: 200 };
}
