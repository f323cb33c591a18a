import type { ServicePiece } from '../piece.ts';
import { tables } from '../support/aws.ts';
import { needed } from '../support/needed.ts';

export const putItem: ServicePiece = {
  service: 'putItem',
  summary: 'Writes an item to a table, in place of the one with its key.',
  call: 'PutCall',
  fields: ['table: Json', 'item: Json'],
  result: 'Json',
  needs: [tables, needed],
  text: `async function putItem({ table, item }: PutCall): Promise<Json> {
  const { client, PutCommand } = await tables();
  const written = { TableName: needed(table, 'table'), Item: { ...(item as object) } };
  await client.send(new PutCommand(written));
  return item;
}`,
};

export const getItem: ServicePiece = {
  service: 'getItem',
  summary: 'Reads the item with a key; null when there is none.',
  call: 'GetCall',
  fields: ['table: Json', 'key: Json'],
  result: 'Json',
  needs: [tables, needed],
  text: `async function getItem({ table, key }: GetCall): Promise<Json> {
  const { client, GetCommand } = await tables();
  const wanted = { TableName: needed(table, 'table'), Key: { ...(key as object) } };
  const { Item } = await client.send(new GetCommand(wanted));
  return (Item as Json | undefined) ?? null;
}`,
};

export const queryItems: ServicePiece = {
  service: 'queryItems',
  summary: 'Reads the items of a partition, up to a limit.',
  call: 'QueryCall',
  fields: ['table: Json', 'keyName: Json', 'keyValue: Json', 'limit: Json'],
  result: 'Json',
  needs: [tables, needed],
  text: `async function queryItems({ table, keyName, keyValue, limit }: QueryCall): Promise<Json> {
  const { client, paginateQuery } = await tables();
  const wanted = {
    TableName: needed(table, 'table'),
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': needed(keyName, 'partition key') },
    ExpressionAttributeValues: { ':value': keyValue },
    Limit: Number(limit),
  };
  const items: Json[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, wanted)) {
    items.push(...(Items as Json[]));
    if (items.length >= wanted.Limit) break;
  }
  const kept = items.slice(0, wanted.Limit);
  return { items: kept, count: kept.length };
}`,
};
