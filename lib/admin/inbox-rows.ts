import * as z from 'zod/mini';
import type { InboxConsumer, InboxEvent, InboxState } from '../contract/admin-event-routes.ts';
import { type ParkedCode, parkedCodes } from '../contract/parked-codes.ts';
import { consumersOf } from '../contract/stripe-events.ts';
import { keys } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';

const text = z.optional(z.string());

const arrivalRow = z.object({
  eventId: z.string(),
  type: z.string(),
  objectId: text,
  livemode: z.optional(z.boolean()),
  apiVersion: text,
  createdAt: text,
  arrivedAt: text,
});

const consumerRow = z.object({
  eventId: z.string(),
  consumer: z.string(),
  state: z.enum(['done', 'ignored', 'failing', 'parked']),
  words: z.string(),
  at: z.iso.datetime(),
  /** Of what is failing or parked, also where the event could not be recorded. */
  type: text,
  code: text,
  attempts: z.optional(z.int()),
  lastError: text,
  /** The event as the bus carried it, JSON. */
  payload: text,
});

type ConsumerRow = z.output<typeof consumerRow>;

/** All that the inbox has of one event. */
export interface InboxRows {
  eventId: string;
  arrival: z.output<typeof arrivalRow> | undefined;
  consumers: ConsumerRow[];
}

function rowsOf(eventId: string, items: Item[]): InboxRows {
  const arrival = items.find(({ sk }) => sk === keys.event('').sk);
  return {
    eventId,
    arrival: arrival && arrivalRow.parse(arrival),
    consumers: items.filter((item) => item !== arrival).map((item) => consumerRow.parse(item)),
  };
}

/** Every row of the event; none when it never came. */
export async function inboxRows(table: Table, eventId: string): Promise<InboxRows | undefined> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(eventId).pk },
  });
  return items.length === 0 ? undefined : rowsOf(eventId, items);
}

const isCode = (code: string): code is ParkedCode => Object.hasOwn(parkedCodes, code);

const consumerAnswer = (row: ConsumerRow): InboxConsumer => ({
  name: row.consumer,
  state: row.state,
  words: row.words,
  code: row.code ?? null,
  attempts: row.attempts ?? null,
  lastError: row.lastError ?? null,
  at: row.at,
});

const silent = (name: string): InboxConsumer => ({
  name,
  state: 'waiting',
  words: 'It has not said yet what it made of it',
  code: null,
  attempts: null,
  lastError: null,
  at: null,
});

// What is worst of its consumers is the event's state.
const worstFirst = ['parked', 'failing', 'waiting', 'done'] as const satisfies InboxState[];

function stateOf(consumers: InboxConsumer[]): InboxState {
  return worstFirst.find((state) => consumers.some((one) => one.state === state)) ?? 'ignored';
}

const told = (consumers: InboxConsumer[]) => [...new Set(consumers.map(({ words }) => words))].join('; ');

/** What came of an event, or why nothing happened, in a sentence for staff. */
function wordsOf(state: InboxState, consumers: InboxConsumer[]): string {
  if (consumers.length === 0) return 'Cue acts on no events of this type';
  const those = consumers.filter((one) => one.state === state);
  if (state !== 'parked') return told(those);
  const meanings = those.flatMap(({ code }) => (code && isCode(code) ? [parkedCodes[code]] : []));
  return `${told(those)}. ${[...new Set(meanings)].join('; ')}`;
}

/** An event as staff see it, with a line for each consumer of its type and for whoever else has a row of it. */
export function inboxAnswer({ eventId, arrival, consumers }: InboxRows): InboxEvent {
  const type = arrival?.type ?? consumers.find((row) => row.type !== undefined)?.type ?? 'unknown';
  const rows = new Map(consumers.map((row) => [row.consumer, consumerAnswer(row)]));
  const names = new Set([...consumersOf(type), ...rows.keys()]);
  const answers = [...names].map((name) => rows.get(name) ?? silent(name));
  const state = stateOf(answers);
  return {
    id: eventId,
    type,
    objectId: arrival?.objectId ?? null,
    livemode: arrival?.livemode ?? null,
    apiVersion: arrival?.apiVersion ?? null,
    createdAt: arrival?.createdAt ?? null,
    arrivedAt: arrival?.arrivedAt ?? null,
    state,
    words: wordsOf(state, answers),
    consumers: answers,
  };
}
