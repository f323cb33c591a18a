import * as z from 'zod/mini';
import { matches, patternOf } from '../local/bus/rules.ts';
import { queueFunctions } from '../local/consumers.ts';
import { type AwsAnswer, jsonAnswer } from './aws-answers.ts';
import type { CarriedCall } from './carrier.ts';
import type { ConsumerName, Queues } from './queues.ts';
import type { Run } from './run.ts';

interface SentMail {
  to: string;
  subject: string;
  text: string;
  /** Who sent it, and how many faults it had met by then: a later one may bring the mail a second time. */
  run: Run | undefined;
  faultsBefore: number;
}

export interface Played {
  queues: Queues;
  mails: SentMail[];
  nowMs(): number;
}

const putEventsBody = z.object({
  Entries: z.array(z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string() })),
});

const detailId = z.object({ id: z.string() });

const text = z.object({ Data: z.string() });
const sendEmailBody = z.object({
  Destination: z.object({ ToAddresses: z.array(z.string()) }),
  Content: z.object({ Simple: z.object({ Subject: text, Body: z.object({ Text: text }) }) }),
});

const hideBody = z.object({ ReceiptHandle: z.string(), VisibilityTimeout: z.int() });

/** The event goes to each queue whose rule in the manifest matches it. */
function putEvents({ queues, nowMs }: Played, { Entries }: z.output<typeof putEventsBody>): AwsAnswer {
  for (const { Source: source, DetailType, Detail } of Entries) {
    const detail = JSON.parse(Detail);
    const eventId = detailId.parse(detail).id;
    const event = {
      version: '0' as const,
      id: 'bus-event',
      source,
      'detail-type': DetailType,
      account: '000000000000',
      time: new Date(nowMs()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: 'us-east-1',
      resources: [],
      detail,
    };
    for (const [name, { events }] of queueFunctions()) {
      if (!matches(patternOf(events), event)) continue;
      queues.add({ consumer: name as ConsumerName, eventId, body: JSON.stringify(event) }, nowMs());
    }
  }
  return jsonAnswer(200, { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'bus-event' })) });
}

function sendEmail({ mails }: Played, mail: z.output<typeof sendEmailBody>, run: Run | undefined): AwsAnswer {
  const { Destination, Content } = mail;
  const { Subject, Body } = Content.Simple;
  const [to = ''] = Destination.ToAddresses;
  mails.push({ to, subject: Subject.Data, text: Body.Text.Data, run, faultsBefore: run?.faults ?? 0 });
  return jsonAnswer(200, { MessageId: `mail-${mails.length}` });
}

function hide({ queues, nowMs }: Played, asked: z.output<typeof hideBody>): AwsAnswer {
  queues.hide(asked.ReceiptHandle, nowMs() + asked.VisibilityTimeout * 1_000);
  return jsonAnswer(200, {});
}

/** EventBridge, SQS and SES, by virtual time and without a network. */
export function play(played: Played, { service, body }: CarriedCall, run: Run | undefined): AwsAnswer {
  if (service === 'bus') return putEvents(played, putEventsBody.parse(body));
  if (service === 'mail') return sendEmail(played, sendEmailBody.parse(body), run);
  return hide(played, hideBody.parse(body));
}
