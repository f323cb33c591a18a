import { recordEventSettings } from '../../lib/contract/function-settings.ts';
import { consumerFunction } from '../../lib/events/consumer.ts';
import { consumerDeps } from '../../lib/events/consumer-deps.ts';
import { recordArrival } from '../../lib/events/inbox.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';

export const createHandler = consumerFunction({
  name: 'record-event',
  settings: recordEventSettings,
  deps: consumerDeps,
  consume: (deps, event, message) => recordArrival(deps, event, message.time),
});

export const handler = createHandler(lambdaOutside);
