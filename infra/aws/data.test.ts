import { describe, expect, test } from '@jest/globals';
import { readTemplate } from './read-template.ts';

const template = readTemplate();
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

describe('a table that was restored', () => {
  const restored = readTemplate(
    { STAGE: 'prod', EMAIL_FROM: 'a@b.example' },
    { restoredTable: 'cue-prod-20261121' },
  );

  test('takes the place of the first under another logical id, so that CloudFormation lets the first be', () => {
    expect(restored.only('AWS::DynamoDB::GlobalTable')).toMatchObject({
      path: 'Table-cue-prod-20261121',
      properties: { TableName: 'cue-prod-20261121' },
      DeletionPolicy: 'Retain',
    });
  });

  test('differs from the first in its name only, as CloudFormation takes in only what is as the template says', () => {
    const { TableName: _, ...rest } = restored.only('AWS::DynamoDB::GlobalTable').properties;
    const { TableName: __, ...first } = readTemplate({ STAGE: 'prod', EMAIL_FROM: 'a@b.example' }).only(
      'AWS::DynamoDB::GlobalTable',
    ).properties;
    expect(rest).toEqual(first);
  });

  test('is the one that functions are told of and may touch', () => {
    const functions = restored.all('AWS::Lambda::Function');
    const tables = functions.flatMap(({ properties }) => properties.Environment?.Variables.TABLE_NAME ?? []);
    expect(new Set(tables.map((name) => restored.text(name)))).toEqual(new Set(['Table-cue-prod-20261121']));
    expect(JSON.stringify(restored.all('AWS::IAM::Policy'))).not.toMatch(/"TableCD117FA1"/);
  });

  test.each(['cue-dev-20261121', 'cue-prod', 'orders'])(
    'is not %s, which is no restored table of the stage',
    (name) => {
      const given = { STAGE: 'prod', EMAIL_FROM: 'a@b.example' };
      expect(() => readTemplate(given, { restoredTable: name })).toThrow('it must begin with cue-prod-');
    },
  );
});
