import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { writeTwoItems } from './two-items.ts';
import { verifiedEvent } from './verified-event.ts';

/** A webhook without bus or order: signature, transaction, answer. */
export async function handler(event: APIGatewayProxyEventV2) {
  const { id } = verifiedEvent(event);
  await writeTwoItems(id, id, 25);
  return { statusCode: 200 };
}
