import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Counters in CloudWatch's namespace `Cue`, by stage. `ParkedEvents` has an alarm. */
export type Count = (counter: 'ParkedEvents' | 'RefusedWebhooks') => void;

/** Each count is written to the log at once (embedded metric format), so that none is lost with its sandbox. */
export function createCount(stage: string): Count {
  const metrics = new Metrics({ namespace: 'Cue', serviceName: `cue-${stage}` });
  return (counter) => {
    metrics.singleMetric().addMetric(counter, MetricUnit.Count, 1);
  };
}
