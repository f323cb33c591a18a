import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';

function attributeOf({ DataType = 'String', StringValue, BinaryValue }: MessageAttributeValue) {
  const binary = BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') };
  return {
    dataType: DataType,
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...binary,
  };
}

const attributesOf = (message: Message): SQSMessageAttributes =>
  Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
  );

interface Arrival {
  queueArn: string;
  /** How far the functions' clock is ahead of the queue's. */
  aheadMs: number;
}

function recordOf(message: Message, { queueArn, aheadMs }: Arrival): SQSRecord {
  const attributes = message.Attributes ?? {};
  const moved = (timestamp: string | undefined) => (timestamp ? String(Number(timestamp) + aheadMs) : '');
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ApproximateReceiveCount: attributes.ApproximateReceiveCount ?? '',
      SentTimestamp: moved(attributes.SentTimestamp),
      SenderId: attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: moved(attributes.ApproximateFirstReceiveTimestamp),
    },
    messageAttributes: attributesOf(message),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

/** The messages as Lambda gives them to a function, with times by the clock that the function has: none looks old that is not. */
export const sqsEvent = (messages: readonly Message[], arrival: Arrival): SQSEvent => ({
  Records: messages.map((message) => recordOf(message, arrival)),
});
