import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { tableField, tableName } from './dynamodb-table.ts';
import { params, serviceCall, somePairs } from './param.ts';

const key = somePairs.check(
  z.refine((value) => Object.keys(value).length <= 2, { error: 'Must be one name, or two with a sort key' }),
);

export const dynamodbGet = nodeType({
  type: 'dynamodb.get',
  family: 'action',
  title: 'Read from DynamoDB',
  summary: 'Reads the item with a key; nothing when there is none.',
  params: params({ table: tableName, key }),
  fields: [tableField, { name: 'key', label: 'Key', input: 'pairs' }],
  credentials: () => ['aws'],
  handles: () => [''],
  call: ({ table, key }) => serviceCall('getItem', { table, key }),
  example: { table: 'orders', key: { id: '{{trigger.id}}' } },
  sampleOutput: { id: 'order-1042', total: 620, status: 'new', email: 'ada@example.com' },
  seconds: () => 0.1,
});
