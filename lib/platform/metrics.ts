import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Counters that alarms watch, in CloudWatch's namespace `Cue`. */
export type Counter = 'ParkedEvents' | 'RefusedWebhooks';

const metrics = new Metrics({ namespace: 'Cue', serviceName: 'cue' });

/** Written to the log at once (embedded metric format), so that a count is not lost with its sandbox. */
export function count(counter: Counter): void {
  metrics.singleMetric().addMetric(counter, MetricUnit.Count, 1);
}
