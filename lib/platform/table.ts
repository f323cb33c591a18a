import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DeleteCommandInput,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import type { Outside } from './outside.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { orUnavailable } from './unavailable.ts';

export type Item = Record<string, unknown>;
type Unnamed<T> = Omit<T, 'TableName'>;
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One action of a transaction, without the table's name. */
export type TransactionAction = {
  [K in keyof Action]?: Omit<NonNullable<Action[K]>, 'TableName'>;
};

/** `refused` tells, in the order of the actions, whose condition did not hold. */
type TransactionOutcome = { outcome: 'done' } | { outcome: 'refused'; refused: boolean[] };

export interface ItemPage {
  items: Item[];
  /** Where the next page starts: the last item's key, or nothing at the end. */
  lastKey: Key | undefined;
}

/** The one table. Reads are strongly consistent; conflicts and throttling are retried, refusals are answers. */
export interface Table {
  name: string;
  get(key: Key): Promise<Item | undefined>;
  /** Items in the order of the keys; `undefined` where there is none. */
  getAll(keys: Key[]): Promise<(Item | undefined)[]>;
  /** False when the condition did not hold. */
  put(input: Unnamed<PutCommandInput>): Promise<boolean>;
  /** The item after the update, or undefined when the condition did not hold. */
  update(input: Unnamed<UpdateCommandInput>): Promise<Item | undefined>;
  /** The item that was there, if any. */
  remove(input: Unnamed<DeleteCommandInput>): Promise<Item | undefined>;
  /** Removes many, whether or not they are there; each by itself, so that a failure leaves some removed. */
  removeAll(keys: Key[]): Promise<void>;
  query(input: Unnamed<QueryCommandInput>): Promise<ItemPage>;
  /** Reads through everything: for counting, and for the commands of operators. */
  scan(input: Unnamed<ScanCommandInput>): Promise<ItemPage>;
  transact(actions: TransactionAction[]): Promise<TransactionOutcome>;
  /** Throws when the table does not answer. */
  check(): Promise<void>;
}

export interface TableSettings {
  TABLE_NAME: string;
  DYNAMODB_ENDPOINT: string | undefined;
}

const isRefused = (error: unknown) =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await retryConflicts(call);
  } catch (error) {
    throw orUnavailable(error);
  }
}

async function unlessRefused<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await retryConflicts(call);
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw orUnavailable(error);
  }
}

function refusals(error: unknown): boolean[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const refused = (error.CancellationReasons ?? []).map((reason) => reason.Code === 'ConditionalCheckFailed');
  return refused.includes(true) ? refused : undefined;
}

// DynamoDB answers part of a batch when it is busy; ten rounds are far beyond what two keys ever need.
const batchRounds = 10;

async function getAll(
  client: DynamoDBDocumentClient,
  name: string,
  keys: Key[],
): Promise<(Item | undefined)[]> {
  const found: Item[] = [];
  let wanted: Item[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let round = 0; wanted.length > 0; round += 1) {
    if (round === batchRounds) throw new Error('DynamoDB left keys unprocessed in every round');
    const request = { RequestItems: { [name]: { Keys: wanted, ConsistentRead: true } } };
    const answer = await ask(() => client.send(new BatchGetCommand(request)));
    found.push(...(answer.Responses?.[name] ?? []));
    wanted = answer.UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return keys.map((key) => found.find((item) => item.pk === key.pk && item.sk === key.sk));
}

// DynamoDB takes so many at a time.
const mostInBatch = 25;
// What it leaves undone when it is busy is asked for again, later each time; ten rounds wait five seconds at most.
const longestPauseMs = 1_000;

async function removeBatch(client: DynamoDBDocumentClient, name: string, keys: Key[]): Promise<void> {
  let left = keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } as Item } }));
  for (let round = 0; left.length > 0; round += 1) {
    if (round === batchRounds) throw new Error('DynamoDB left items unremoved in every round');
    if (round > 0) await sleep(Math.random() * longestPauseMs);
    const answer = await ask(() => client.send(new BatchWriteCommand({ RequestItems: { [name]: left } })));
    left = (answer.UnprocessedItems?.[name] ?? []).flatMap(({ DeleteRequest }) =>
      DeleteRequest?.Key ? [{ DeleteRequest: { Key: DeleteRequest.Key } }] : [],
    );
  }
}

async function removeAll(client: DynamoDBDocumentClient, name: string, keys: Key[]): Promise<void> {
  for (let from = 0; from < keys.length; from += mostInBatch)
    await removeBatch(client, name, keys.slice(from, from + mostInBatch));
}

async function transact(
  client: DynamoDBDocumentClient,
  name: string,
  actions: TransactionAction[],
): Promise<TransactionOutcome> {
  const TransactItems = actions.map(
    (action) =>
      Object.fromEntries(
        Object.entries(action).map(([kind, input]) => [kind, { TableName: name, ...input }]),
      ) as Action,
  );
  try {
    await retryConflicts(() => client.send(new TransactWriteCommand({ TransactItems })));
    return { outcome: 'done' };
  } catch (error) {
    const refused = refusals(error);
    if (refused) return { outcome: 'refused', refused };
    throw orUnavailable(error);
  }
}

export function createTable(settings: TableSettings, outside: Outside): Table {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: settings.DYNAMODB_ENDPOINT, requestHandler: outside.awsHttpHandler }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const TableName = settings.TABLE_NAME;
  return {
    name: TableName,
    get: async (Key) =>
      (await ask(() => client.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item,
    getAll: (keys) => getAll(client, TableName, keys),
    put: async (input) =>
      (await unlessRefused(() => client.send(new PutCommand({ TableName, ...input })))) !== undefined,
    update: async (input) =>
      (
        await unlessRefused(() =>
          client.send(new UpdateCommand({ TableName, ReturnValues: 'ALL_NEW', ...input })),
        )
      )?.Attributes,
    remove: async (input) =>
      (
        await unlessRefused(() =>
          client.send(new DeleteCommand({ TableName, ReturnValues: 'ALL_OLD', ...input })),
        )
      )?.Attributes,
    removeAll: (keys) => removeAll(client, TableName, keys),
    query: async (input) => {
      const answer = await ask(() =>
        client.send(new QueryCommand({ TableName, ConsistentRead: true, ...input })),
      );
      return { items: answer.Items ?? [], lastKey: answer.LastEvaluatedKey as Key | undefined };
    },
    scan: async (input) => {
      const answer = await ask(() =>
        client.send(new ScanCommand({ TableName, ConsistentRead: true, ...input })),
      );
      return { items: answer.Items ?? [], lastKey: answer.LastEvaluatedKey as Key | undefined };
    },
    transact: (actions) => transact(client, TableName, actions),
    check: async () => {
      await client.send(new DescribeTableCommand({ TableName }));
    },
  };
}
