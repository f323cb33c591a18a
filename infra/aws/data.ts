import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { resourceName } from './names.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The table's name: its own, or that of the one it was restored to, which must be of the same stage. */
function tableName(stage: string, restored: string | undefined): string {
  const own = resourceName(stage);
  if (restored === undefined || restored.startsWith(`${own}-`)) return restored ?? own;
  throw new Error(
    `table:${stage} is ${restored} in cdk.json, no table of this stage: it must begin with ${own}-`,
  );
}

/**
 * The one table. It outlives its stack, and its name is fixed: a stack made anew fails on the name instead of
 * quietly starting an empty ledger beside the one that was kept (`--import-existing-resources` takes that one back).
 * A restored table is another construct: CloudFormation lets go of the first and takes in the other, where under one
 * construct it would make a new one.
 */
export function createTable(scope: Construct, stage: string, restored?: string): TableV2 {
  return new TableV2(scope, restored === undefined ? 'Table' : `Table-${restored}`, {
    tableName: tableName(stage, restored),
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
