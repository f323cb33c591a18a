import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Due } from './agenda.ts';
import { faultyTries } from './delivery.ts';
import type { Told } from './known.ts';
import { timelessContext } from './lambda.ts';
import type { Message } from './queues.ts';
import { Run } from './run.ts';
import { LawBroken, type Scene } from './scene.ts';

/** How often SQS hands a message out twice. */
const repeatShare = 0.05;

function recordOf({ consumer, body, receipt, receives, firstReceivedMs }: Message): SQSRecord {
  return {
    messageId: 'message',
    receiptHandle: receipt,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(firstReceivedMs),
      SenderId: 'history',
      ApproximateFirstReceiveTimestamp: String(firstReceivedMs),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${consumer}`,
    awsRegion: 'us-east-1',
  };
}

/** Whether the credits of the event can be settled as soon as it comes: what goes back waits for its grant. */
function isReady({ known }: Scene, { type, sessionId }: Told): boolean {
  return /^(checkout\.session|invoice)\./.test(type) || known.grantedSessions.has(sessionId ?? '');
}

/** Calls the consumer with the message as its whole batch, and deletes it unless it was reported as failed. */
async function consume(
  scene: Scene,
  run: Run,
  { message, told }: { message: Message; told: Told },
): Promise<void> {
  const { consumer, receipt } = message;
  const mustSucceed =
    consumer === 'record-event' ||
    consumer === 'sync-subscription' ||
    (consumer === 'grant-credits' && isReady(scene, told));
  const event: SQSEvent = { Records: [recordOf(message)] };
  const { batchItemFailures } = await scene.cue.consumers[consumer](event, timelessContext);
  if (batchItemFailures.length === 0) scene.played.queues.delete(receipt);
  else if (mustSucceed && run.faults === 0)
    throw new LawBroken(`${run.parts.label} failed, and nothing was in its way`);
}

function begin(scene: Scene, waiting: Message): Run | undefined {
  const { queues } = scene.played;
  const message = queues.receive(waiting, scene.nowMs());
  if (!message) return undefined;
  const { consumer, copy, receives, eventId } = message;
  const told = scene.known.told.get(eventId);
  if (!told) throw new LawBroken(`${consumer} got ${eventId}, which Stripe never told`);
  const label = `${consumer} ${told.label}, message ${copy}, receive ${receives}`;
  if (receives === 1 && scene.chance('repeat', label).happens(repeatShare))
    queues.repeat(message, scene.nowMs());
  const run: Run = new Run({
    label,
    whose: consumer === 'record-event' ? undefined : told.whose,
    mayFail: receives <= faultyTries,
    work: () => consume(scene, run, { message, told }),
    // The queue shows it again when its visibility time-out is over.
    orphaned: () => undefined,
  });
  return run;
}

/** The messages that can be received now. */
export function receivable(scene: Scene): Due[] {
  const visible = scene.played.queues.waiting.filter(({ visibleAtMs }) => visibleAtMs <= scene.nowMs());
  return visible.map((message) => ({ atMs: message.visibleAtMs, begin: () => begin(scene, message) }));
}
