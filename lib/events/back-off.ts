import type { SQSRecord } from 'aws-lambda';

const firstDelaySeconds = 1;
const longestDelaySeconds = 900;
const parkAfterMs = 24 * 3_600 * 1_000;

/** 1, 2, 4 … seconds, then every 15 minutes: about 105 tries in a day, within the queue's 120 receives. */
export function backOffSeconds(receiveCount: number): number {
  return Math.min(firstDelaySeconds * 2 ** Math.min(receiveCount - 1, 10), longestDelaySeconds);
}

/** Whether a message has been tried for so long that a person should look at it. */
export function isTooOld({ attributes }: SQSRecord, now: Date): boolean {
  return now.getTime() - Number(attributes.ApproximateFirstReceiveTimestamp) > parkAfterMs;
}
