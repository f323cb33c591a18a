import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError } from '../aws-json.ts';
import { laptopAccount, laptopRegion } from '../queues/queue-registry.ts';
import type { Queues } from '../queues/queues.ts';
import { type BusEvent, matches, type Rule } from './rules.ts';

const entry = z.object({
  Source: z.optional(z.string()),
  DetailType: z.optional(z.string()),
  Detail: z.optional(z.string()),
  EventBusName: z.optional(z.string()),
  Resources: z.optional(z.array(z.string())),
  /** Seconds since 1970, with a fraction. */
  Time: z.optional(z.number()),
});

export const putEventsInput = z.object({ Entries: z.array(entry).check(z.minLength(1)) });

type Entry = z.output<typeof entry>;

const maximumEntries = 10;
// 1 MB since January 2026, over all entries of a call. Source: "More room to build: serverless services now
// support payloads up to 1 MB", AWS Compute Blog.
const maximumBytes = 1024 * 1024;
const timeBytes = 14;

/** Source: "Calculating Amazon EventBridge PutEvents event entry size". */
function entryBytes({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : timeBytes);
}

function requireFitting(entries: readonly Entry[]): void {
  if (entries.length > maximumEntries) {
    const constraint = `Member must have length less than or equal to ${maximumEntries}`;
    throw new AwsError(
      'ValidationException',
      `Value at 'entries' failed to satisfy constraint: ${constraint}`,
    );
  }
  if (entries.reduce((sum, one) => sum + entryBytes(one), 0) > maximumBytes) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
}

interface Refused {
  ErrorCode: string;
  ErrorMessage: string;
}

const missing = (name: string): Refused => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
});

function parsedDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** EventBridge takes the name of a bus or its ARN. */
const busNameIn = (nameOrArn: string) => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

function eventOf(given: Entry, busName: string): BusEvent | Refused {
  const { Source, DetailType, Detail, EventBusName = 'default', Resources = [], Time } = given;
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  const detail = parsedDetail(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if (busNameIn(EventBusName) !== busName) {
    return {
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Event bus ${EventBusName} does not exist.`,
    };
  }
  const time = Time === undefined ? new Date() : new Date(Time * 1000);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: laptopAccount,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region: laptopRegion,
    resources: Resources,
    detail,
  };
}

function queueMessages(event: BusEvent, rules: readonly Rule[]) {
  const message = { body: JSON.stringify(event), attributes: '{}', delaySeconds: 0 };
  return rules.filter(({ pattern }) => matches(pattern, event)).map(({ queue }) => ({ queue, message }));
}

/** Answers once every event that was taken is on disk in each queue whose rule it matches. */
export function putEvents(
  { Entries }: z.output<typeof putEventsInput>,
  { busName, rules, queues }: { busName: string; rules: readonly Rule[]; queues: Queues },
) {
  requireFitting(Entries);
  const results = Entries.map((given) => eventOf(given, busName));
  const taken = results.filter((result) => 'id' in result);
  const messages = taken.flatMap((event) => queueMessages(event, rules));
  if (messages.length > 0) queues.send(messages);
  return {
    FailedEntryCount: results.length - taken.length,
    Entries: results.map((result) => ('id' in result ? { EventId: result.id } : result)),
  };
}
