import * as z from 'zod/mini';
import { isoTime, page } from './fields.ts';
import type { Route } from './route.ts';

const nullableText = z.nullable(z.string());
const nullableTime = z.nullable(isoTime);

/** `waiting`: a consumer has not said yet what it made of it. */
const inboxState = z.enum(['done', 'ignored', 'waiting', 'failing', 'parked']);
export type InboxState = z.output<typeof inboxState>;

const consumer = z.object({
  name: z.string(),
  state: inboxState,
  /** What came of it, or why nothing did. */
  words: z.string(),
  /** Of a parked one: the reason's code. */
  code: nullableText,
  attempts: z.nullable(z.int()),
  /** Of a failing one: the name of the last fault. */
  lastError: nullableText,
  at: nullableTime,
});

export type InboxConsumer = z.output<typeof consumer>;

const inboxEvent = z.object({
  id: z.string(),
  type: z.string(),
  /** What it is about: `cs_…`, say. */
  objectId: nullableText,
  livemode: z.nullable(z.boolean()),
  apiVersion: nullableText,
  createdAt: nullableTime,
  arrivedAt: nullableTime,
  state: inboxState,
  /** What came of it, or why nothing happened. */
  words: z.string(),
  consumers: z.array(consumer),
});

export type InboxEvent = z.output<typeof inboxEvent>;

const payload = z.object({
  /** Where it was found: kept here with a parked event, or at Stripe, for 30 days. */
  source: z.enum(['inbox', 'stripe']),
  masked: z.boolean(),
  event: z.record(z.string(), z.unknown()),
});

const lookedAtEvent = z.object({
  event: inboxEvent,
  payload: z.nullable(payload),
  /** Why there is no payload. */
  payloadMissing: nullableText,
});

export type LookedAtEvent = z.output<typeof lookedAtEvent>;

const params = z.object({
  id: z.string().check(z.regex(/^(evt|drift)_[A-Za-z0-9_]{1,250}$/, { error: 'Event not found' })),
});

const stuckState = z.enum(['parked', 'failing'], { error: 'Must be parked or failing' });

export const adminEventRoutes = {
  listEvents: {
    method: 'GET',
    path: '/api/admin/events',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'The event inbox, newest first: every Stripe event with what each consumer made of it',
    query: z.extend(page, {
      state: z.optional(
        z.enum(['failing', 'parked', 'ignored'], { error: 'Must be failing, parked or ignored' }),
      ),
    }),
    response: z.object({ events: z.array(inboxEvent), nextCursor: nullableText }),
  },
  lookAtEvent: {
    method: 'GET',
    path: '/api/admin/events/{id}',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'One event, with its payload: personal data masked unless `reveal=true`, which is audited',
    params,
    query: z.object({ reveal: z.optional(z.enum(['true', 'false'], { error: 'Must be true or false' })) }),
    response: lookedAtEvent,
  },
  redriveEvent: {
    method: 'POST',
    path: '/api/admin/events/{id}/redrive',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'Put a parked or failing event to its consumers again; twice is as good as once',
    params,
    response: z.object({ redriven: z.int() }),
  },
  redriveEvents: {
    method: 'POST',
    path: '/api/admin/events/redrive',
    servedBy: 'admin',
    caller: 'admin',
    summary: 'The same for all that are parked or failing, 25 at a time: go on with the cursor',
    body: z.object({
      state: stuckState,
      /** Only those parked for this reason. */
      code: z.optional(z.string({ error: 'Must be a text' }).check(z.maxLength(60))),
      cursor: z.optional(z.string({ error: 'Must be a text' }).check(z.maxLength(2048))),
    }),
    response: z.object({
      redriven: z.int(),
      /** Events that Stripe no longer has. */
      gone: z.int(),
      nextCursor: nullableText,
    }),
  },
} as const satisfies Record<string, Route>;
