import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { lambdaOutside } from './outside.ts';
import { createTable } from './table.ts';

// Conflicts, throttling and partial batches, which no engine shows on demand.
const client = mockClient(DynamoDBDocumentClient);
const table = createTable({ TABLE_NAME: 't', DYNAMODB_ENDPOINT: 'http://localhost:1' }, lambdaOutside);

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });
const twoActions = [{ Put: { Item: { pk: 'a', sk: 'a' } } }, { Put: { Item: { pk: 'b', sk: 'b' } } }];

describe('a transaction', () => {
  const passing: [string, Error][] = [
    ['a conflict at the first item', canceled('TransactionConflict', 'None')],
    ['a conflict at the second item', canceled('None', 'TransactionConflict')],
    ['throttling', canceled('ThrottlingError', 'None')],
    ['throughput', canceled('None', 'ProvisionedThroughputExceeded')],
    ['a conflict beside a failed condition', canceled('ConditionalCheckFailed', 'TransactionConflict')],
    ['a failed condition beside a conflict', canceled('TransactionConflict', 'ConditionalCheckFailed')],
    ['a transaction in progress', named('TransactionInProgressException')],
  ];
  test.each(passing)('met by %s is tried again: neither done nor refused', async (_, error) => {
    client.reset();
    client.on(TransactWriteCommand).rejectsOnce(error).rejectsOnce(error).resolves({});
    expect(await table.transact(twoActions)).toEqual({ outcome: 'done' });
    expect(client.commandCalls(TransactWriteCommand)).toHaveLength(3);
  });

  const refused: [string, Error, boolean[]][] = [
    ['the first', canceled('ConditionalCheckFailed', 'None'), [true, false]],
    ['the second', canceled('None', 'ConditionalCheckFailed'), [false, true]],
  ];
  test.each(refused)(
    'refused by the condition of %s says so, without another try',
    async (_, error, which) => {
      client.reset();
      client.on(TransactWriteCommand).rejects(error);
      expect(await table.transact(twoActions)).toEqual({ outcome: 'refused', refused: which });
      expect(client.commandCalls(TransactWriteCommand)).toHaveLength(1);
    },
  );

  test('that stays in conflict fails in the end, rather than pass as done', async () => {
    client.reset();
    client.on(TransactWriteCommand).rejects(canceled('TransactionConflict', 'None'));
    await expect(table.transact(twoActions)).rejects.toMatchObject({ code: 'dependency_unavailable' });
    expect(client.commandCalls(TransactWriteCommand)).toHaveLength(12);
  }, 20_000);

  test('with any other fault fails at once', async () => {
    client.reset();
    client.on(TransactWriteCommand).rejects(canceled('ValidationError', 'None'));
    await expect(table.transact(twoActions)).rejects.toThrow('canceled');
    expect(client.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });
});

const outages: [string, Error][] = [
  ['no connection', named('ECONNREFUSED')],
  ['a fault of the server', Object.assign(named('InternalServerError'), { $fault: 'server' })],
  ['throttling that lasts', Object.assign(named('ThrottlingException'), { $fault: 'client' })],
];
test.each(outages)(
  '%s is told as 503, whatever was asked',
  async (_, error) => {
    client.reset();
    client.onAnyCommand().rejects(error);
    const key = { pk: 'a', sk: 'a' };
    const calls = [
      () => table.get(key),
      () => table.getAll([key]),
      () => table.put({ Item: key }),
      () => table.transact(twoActions),
    ];
    // All at once: each sits out its own back-off.
    await Promise.all(
      calls.map((call) =>
        expect(call()).rejects.toMatchObject({ code: 'dependency_unavailable', cause: error }),
      ),
    );
  },
  60_000,
);

test('what DynamoDB finds wrong with our request stays our own fault', async () => {
  client.reset();
  client.onAnyCommand().rejects(Object.assign(named('ValidationException'), { $fault: 'client' }));
  await expect(table.get({ pk: '', sk: '' })).rejects.toThrow('ValidationException');
});

test("a plain update met by someone else's transaction is tried again, and is not taken for refused", async () => {
  client.reset();
  client
    .on(UpdateCommand)
    .rejectsOnce(named('TransactionConflictException'))
    .resolves({ Attributes: { pk: 'a' } });
  expect(await table.update({ Key: { pk: 'a', sk: 'a' } })).toEqual({ pk: 'a' });
});

test('keys that DynamoDB left unprocessed are asked for again', async () => {
  client.reset();
  client
    .on(BatchGetCommand)
    .resolvesOnce({
      Responses: { t: [{ pk: 'a', sk: 'a' }] },
      UnprocessedKeys: { t: { Keys: [{ pk: 'b', sk: 'b' }] } },
    })
    .resolves({ Responses: { t: [{ pk: 'b', sk: 'b', n: 1 }] } });
  const found = await table.getAll([
    { pk: 'a', sk: 'a' },
    { pk: 'b', sk: 'b' },
    { pk: 'c', sk: 'c' },
  ]);
  expect(found).toEqual([{ pk: 'a', sk: 'a' }, { pk: 'b', sk: 'b', n: 1 }, undefined]);
});
