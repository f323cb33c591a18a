import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type Stripe from 'stripe';
import type { SettingName } from '../contract/settings.ts';
import { type BusMessage, busMessage, type StripeEvent, stripeEvent } from '../contract/stripe-events.ts';
import { coldStart, type FunctionParts } from '../platform/cold-start.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import type { Queue } from '../platform/queue.ts';
import { backOffSeconds, isTooOld } from './back-off.ts';
import { type InboxDeps, recordOutcome } from './inbox.ts';
import { type ConsumerOutcome, NotYet, parked } from './outcome.ts';

export interface ConsumerDeps extends InboxDeps {
  log: Log;
  queue: Queue;
  /** To fetch an event that was too large for the bus. */
  stripe(): Promise<Stripe>;
}

interface ConsumerParts<Name extends SettingName, Deps extends ConsumerDeps>
  extends FunctionParts<Name, Deps> {
  consume(deps: Deps, event: StripeEvent, message: BusMessage): Promise<ConsumerOutcome>;
}

export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

async function wholeEvent({ stripe }: ConsumerDeps, detail: BusMessage['detail']): Promise<StripeEvent> {
  if (detail.object === 'event') return detail as StripeEvent;
  return stripeEvent.parse(await (await stripe()).events.retrieve(detail.id));
}

/** Hides a message that failed for a growing while; when that fails too, the queue's own time-out serves. */
async function delayRetry(
  { queue }: ConsumerDeps,
  log: Log,
  record: SQSRecord,
  cause: unknown,
): Promise<void> {
  const receiveCount = Number(record.attributes.ApproximateReceiveCount);
  if (cause instanceof NotYet) log.info('Waits for what it builds on', { receiveCount });
  else log.error('Failed, comes again', { receiveCount }, cause);
  await queue.hide(record.receiptHandle, backOffSeconds(receiveCount)).catch((fault: unknown) => {
    log.error('Back-off could not be set', { receiveCount }, fault);
  });
}

async function processMessage<Name extends SettingName, Deps extends ConsumerDeps>(
  { name, consume }: ConsumerParts<Name, Deps>,
  deps: Deps,
  { record, message, log }: { record: SQSRecord; message: BusMessage; log: Log },
): Promise<void> {
  const handled = async () => consume(deps, await wholeEvent(deps, message.detail), message);
  const outcome = await handled().catch((cause: unknown) => {
    if (!isTooOld(record, deps.outside.clock.now())) throw cause;
    const fault = cause instanceof Error ? cause.name : 'unknown fault';
    return parked('still_failing', `Still failing after 24 hours: ${fault}`);
  });
  await recordOutcome(deps, message.detail, name, outcome);
  if (outcome.state === 'parked') log.warn('Parked', { code: outcome.code, reason: outcome.reason });
  else log.info('Successfully processed', { state: outcome.state });
}

async function processRecord<Name extends SettingName, Deps extends ConsumerDeps>(
  parts: ConsumerParts<Name, Deps>,
  deps: Deps,
  record: SQSRecord,
): Promise<void> {
  let log = deps.log.with({ messageId: record.messageId });
  try {
    const message = busMessage.parse(JSON.parse(record.body));
    log = log.with({ eventId: message.detail.id, type: message.detail.type });
    await processMessage(parts, deps, { record, message, log });
  } catch (cause) {
    await delayRetry(deps, log, record, cause);
    throw cause;
  }
}

/**
 * A Lambda behind a queue of bus events. Each record succeeds or fails on its own: a failure goes back to the
 * queue with back-off, and what still fails after 24 hours is parked.
 */
export function consumerFunction<Name extends SettingName, Deps extends ConsumerDeps>(
  parts: ConsumerParts<Name, Deps>,
): (outside: Outside) => QueueHandler {
  return (outside) => {
    const start = coldStart(parts, outside);
    return async (event, context) => {
      const deps = await start();
      const handleRecord = (record: SQSRecord) => processRecord(parts, deps, record);
      const processor = new BatchProcessor(EventType.SQS);
      return processPartialResponse(event, handleRecord, processor, {
        context,
        throwOnFullBatchFailure: false,
      });
    };
  };
}
