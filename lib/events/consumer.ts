import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type Stripe from 'stripe';
import type { SettingName } from '../contract/settings.ts';
import {
  type BusMessage,
  busMessage,
  type StripeEvent,
  stripeEvent,
  stripeObjectReference,
} from '../contract/stripe-events.ts';
import { coldStart, type FunctionParts } from '../platform/cold-start.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import type { Queue } from '../platform/queue.ts';
import { isMissingAtStripe } from '../platform/stripe.ts';
import { backOffSeconds, isTooOld } from './back-off.ts';
import { type InboxDeps, recordFailure, recordOutcome } from './inbox.ts';
import { AccountErased, type ConsumerOutcome, done, NotYet, parked } from './outcome.ts';
import { toldObject } from './told-object.ts';

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

/** Undefined when Stripe no longer has what is to be fetched: it keeps events for 30 days, objects for good. */
async function wholeEvent(
  { stripe }: ConsumerDeps,
  detail: BusMessage['detail'],
): Promise<StripeEvent | undefined> {
  if (detail.object === 'event') return detail as StripeEvent;
  if (detail.object === 'object_reference')
    return toldObject(await stripe(), stripeObjectReference.parse(detail));
  try {
    return stripeEvent.parse(await (await stripe()).events.retrieve(detail.id));
  } catch (cause) {
    if (isMissingAtStripe(cause)) return undefined;
    throw cause;
  }
}

const receiveCountOf = ({ attributes }: SQSRecord) => Number(attributes.ApproximateReceiveCount);

/** Hides a message that failed for a growing while; when that fails too, the queue's own time-out serves. */
async function delayRetry(
  { queue }: ConsumerDeps,
  log: Log,
  record: SQSRecord,
  cause: unknown,
): Promise<void> {
  const receiveCount = receiveCountOf(record);
  if (cause instanceof NotYet) log.info('Waits for what it builds on', { receiveCount });
  else log.error('Failed, comes again', { receiveCount }, cause);
  await queue.hide(record.receiptHandle, backOffSeconds(receiveCount)).catch((fault: unknown) => {
    log.error('Back-off could not be set', { receiveCount }, fault);
  });
}

/** For staff to see; the message comes again whether or not this can be written. */
async function noteFailure(
  deps: ConsumerDeps,
  log: Log,
  visit: Parameters<typeof recordFailure>[1],
  cause: unknown,
): Promise<void> {
  await recordFailure(deps, visit, cause).catch((fault: unknown) => {
    log.error('The failure could not be noted', {}, fault);
  });
}

async function consumeWhole<Name extends SettingName, Deps extends ConsumerDeps>(
  { consume }: ConsumerParts<Name, Deps>,
  deps: Deps,
  message: BusMessage,
): Promise<ConsumerOutcome> {
  const event = await wholeEvent(deps, message.detail);
  return event
    ? consume(deps, event, message)
    : parked('not_at_stripe', `Stripe no longer has what ${message.detail.id} names`);
}

/** Of our own waiting the reason is told; of a fault only its name, since messages of libraries can carry anything. */
function parkedAtLast(cause: unknown): ConsumerOutcome {
  if (cause instanceof NotYet) return parked('partner_missing', `After 24 hours: ${cause.message}`);
  const fault = cause instanceof Error ? cause.name : 'unknown fault';
  return parked('still_failing', `Still failing after 24 hours: ${fault}`);
}

async function processMessage<Name extends SettingName, Deps extends ConsumerDeps>(
  parts: ConsumerParts<Name, Deps>,
  deps: Deps,
  { record, message, log }: { record: SQSRecord; message: BusMessage; log: Log },
): Promise<void> {
  const outcome = await consumeWhole(parts, deps, message).catch((cause: unknown) => {
    if (cause instanceof AccountErased) return done(cause.message);
    if (!isTooOld(record, deps.outside.clock.now())) throw cause;
    return parkedAtLast(cause);
  });
  const visit = { event: message.detail, consumer: parts.name, attempts: receiveCountOf(record) };
  // Of a try that failed before there is a row, whose place this takes.
  const said = outcome.state === 'recorded' && visit.attempts > 1 ? done('Recorded') : outcome;
  if (said.state !== 'recorded') await recordOutcome(deps, visit, said);
  if (outcome.state === 'parked') log.warn('Parked', { code: outcome.code, reason: outcome.reason });
  else log.info('Successfully processed', { state: outcome.state });
}

async function processRecord<Name extends SettingName, Deps extends ConsumerDeps>(
  parts: ConsumerParts<Name, Deps>,
  deps: Deps,
  record: SQSRecord,
): Promise<void> {
  let log = deps.log.with({ messageId: record.messageId });
  let message: BusMessage | undefined;
  try {
    message = busMessage.parse(JSON.parse(record.body));
    log = log.with({ eventId: message.detail.id, type: message.detail.type });
    await processMessage(parts, deps, { record, message, log });
  } catch (cause) {
    await delayRetry(deps, log, record, cause);
    if (message) {
      const visit = { event: message.detail, consumer: parts.name, attempts: receiveCountOf(record) };
      await noteFailure(deps, log, visit, cause);
    }
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
