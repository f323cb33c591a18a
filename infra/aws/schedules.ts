import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ScheduleFunction } from '../manifest-entry.ts';
import { resourceName } from './names.ts';

/** Runs the function by the clock. A failed run is repeated twice by Lambda, and the next one covers its time anyway. */
export function runBySchedule(
  scope: Construct,
  { name, stage, entry, lambda }: { name: string; stage: string; entry: ScheduleFunction; lambda: IFunction },
): Rule {
  return new Rule(scope, name, {
    ruleName: resourceName(stage, name),
    schedule: Schedule.rate(Duration.minutes(entry.everyMinutes)),
    targets: [new LambdaFunction(lambda)],
  });
}
