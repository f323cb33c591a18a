import { expect, test } from '@jest/globals';
import { ReadableTemplate, synthesizeStack } from './synthesize.ts';

const template = new ReadableTemplate(synthesizeStack());
const table = template.only('AWS::DynamoDB::GlobalTable');

test('the ledger survives its stack, a slip of the hand and a bad write', () => {
  expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  expect(table.properties.Replicas).toHaveLength(1);
  expect(table.properties.Replicas[0]).toMatchObject({
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

test('there is one table, on demand, and DynamoDB clears away what has expired', () => {
  expect(template.all('AWS::DynamoDB::Table')).toEqual([]);
  expect(table.properties).toMatchObject({
    TableName: 'cue-dev',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
  });
});

test('the only index is the sparse one for staff', () => {
  expect(table.properties.GlobalSecondaryIndexes).toEqual([
    {
      IndexName: 'staff',
      KeySchema: [
        { AttributeName: 'staffPk', KeyType: 'HASH' },
        { AttributeName: 'staffSk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ]);
});
