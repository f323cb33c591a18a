import { expect, test } from '@jest/globals';
import { sqsEvent } from './sqs-event.ts';

test('a message that came just now is not old to a function whose clock is ahead', () => {
  const message = { Body: '{}', Attributes: { SentTimestamp: '1000', ApproximateReceiveCount: '1' } };
  const arrival = { queueArn: 'arn:aws:sqs:us-east-1:000000000000:queue', aheadMs: 86_400_000 };
  const [record] = sqsEvent([message], arrival).Records;
  expect(record?.attributes).toMatchObject({
    SentTimestamp: '86401000',
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: '',
  });
});
