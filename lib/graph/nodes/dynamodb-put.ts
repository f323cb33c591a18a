import { nodeType } from '../node-type.ts';
import { tableField, tableName } from './dynamodb-table.ts';
import { params, serviceCall, somePairs } from './param.ts';

export const dynamodbPut = nodeType({
  type: 'dynamodb.put',
  family: 'action',
  title: 'Save to DynamoDB',
  summary: 'Writes an item to a table, in place of the one with its key.',
  params: params({ table: tableName, item: somePairs }),
  fields: [
    tableField,
    { name: 'item', label: 'Item', input: 'pairs', hint: 'The table’s key must be among them.' },
  ],
  credentials: () => ['aws'],
  handles: () => [''],
  call: ({ table, item }) => serviceCall('putItem', { table, item }),
  example: { table: 'orders', item: { id: '{{trigger.id}}', total: '{{trigger.total}}', status: 'new' } },
  sampleOutput: { id: 'order-1042', total: 620, status: 'new' },
  seconds: () => 0.1,
});
