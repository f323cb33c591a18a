import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { resourceName } from './names.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table. It outlives its stack, and its name is fixed: a stack made anew fails on the name instead of
 * quietly starting an empty ledger beside the one that was kept (`cdk import` takes the old one back).
 */
export function createTable(scope: Construct, stage: string): TableV2 {
  return new TableV2(scope, 'Table', {
    tableName: resourceName(stage),
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'expiresAtEpochSeconds',
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // Sparse: only items that staff ask for carry these attributes, ledger entries never.
    globalSecondaryIndexes: [{ indexName: 'staff', partitionKey: text('staffPk'), sortKey: text('staffSk') }],
  });
}
