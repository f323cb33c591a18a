import { nodeType } from '../node-type.ts';
import { tableField, tableName } from './dynamodb-table.ts';
import { line, params, scalar, serviceCall, wholeNumber } from './param.ts';

export const dynamodbQuery = nodeType({
  type: 'dynamodb.query',
  family: 'action',
  title: 'Query DynamoDB',
  summary: 'Reads the items of a partition, up to a limit.',
  params: params({ table: tableName, keyName: line(255), keyValue: scalar, limit: wholeNumber(1, 1_000) }),
  fields: [
    tableField,
    { name: 'keyName', label: 'Partition key', input: 'text' },
    { name: 'keyValue', label: 'Is', input: 'text' },
    { name: 'limit', label: 'At most', input: 'number', hint: '1 to 1,000 items.' },
  ],
  credentials: () => ['aws'],
  handles: () => [''],
  call: ({ table, keyName, keyValue, limit }) =>
    serviceCall('queryItems', { table, keyName, keyValue, limit }),
  example: { table: 'orders', keyName: 'status', keyValue: 'new', limit: 25 },
  sampleOutput: {
    items: [
      { id: 'order-1042', total: 620, status: 'new', email: 'ada@example.com' },
      { id: 'order-1043', total: 15, status: 'new', email: 'alan@example.com' },
    ],
    count: 2,
  },
  seconds: () => 0.2,
});
