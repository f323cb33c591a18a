import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { client, writeTwoItems } from './two-items.ts';
import { verifiedEvent } from './verified-event.ts';

const TableName = process.env.TABLE_NAME;

/** The calls that Powertools' idempotency makes around a handler: a marker before it, and what came of it after. */
async function grantOnce(event: APIGatewayProxyEventV2) {
  const { id } = verifiedEvent(event);
  const Key = { pk: `IDEMPOTENCY#${id}`, sk: 'IDEMPOTENCY' };
  const now = Date.now();
  await client.send(
    new PutCommand({
      TableName,
      Item: {
        ...Key,
        status: 'INPROGRESS',
        expiration: now + 3_600_000,
        in_progress_expiration: now + 10_000,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR expiration < :now',
      ExpressionAttributeValues: { ':now': now },
    }),
  );
  await writeTwoItems(id, id, 25);
  await client.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET #data = :data, expiration = :expiration, #status = :status',
      ExpressionAttributeNames: { '#data': 'data', '#status': 'status' },
      ExpressionAttributeValues: {
        ':data': { statusCode: 200 },
        ':expiration': now + 3_600_000,
        ':status': 'COMPLETED',
      },
    }),
  );
  return { statusCode: 200 };
}

export const handler = middy(grantOnce);
