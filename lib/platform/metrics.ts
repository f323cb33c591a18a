import { writeLine } from './log.ts';
import type { Outside } from './outside.ts';

/** In CloudWatch's namespace `Cue`, by stage; `infra/aws/alarms.ts` says which have an alarm. */
type Counter = 'ParkedEvents' | 'RefusedWebhooks' | 'MissedEvents' | 'ReconcileDifferences' | 'StuckEndings';

export type Count = (counter: Counter) => void;

/**
 * Each count is a line of the log at once, so that none is lost with its sandbox; CloudWatch makes the metric of it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createCount(stage: string, outside: Outside): Count {
  return (counter) => {
    const metric = {
      Namespace: 'Cue',
      Dimensions: [['service']],
      Metrics: [{ Name: counter, Unit: 'Count' }],
    };
    const _aws = { Timestamp: outside.clock.now().getTime(), CloudWatchMetrics: [metric] };
    writeLine(outside, 'INFO', { _aws, service: `cue-${stage}`, [counter]: 1 });
  };
}
