import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

// Twice the fourteen days that a message can lie in a DLQ: whoever redrives it can still read what went wrong.
const retention = RetentionDays.ONE_MONTH;

/** A log group that forgets. What must last stands in the table, so it goes with its stack. */
export function createLogGroup(scope: Construct, id: string, logGroupName?: string): LogGroup {
  return new LogGroup(scope, id, { logGroupName, retention, removalPolicy: RemovalPolicy.DESTROY });
}
