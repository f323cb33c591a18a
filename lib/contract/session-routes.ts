import * as z from 'zod/mini';
import { isoTime } from './fields.ts';
import type { Route } from './route.ts';

const session = z.object({
  id: z.string(),
  /** In words, `Chrome on Windows`: as the browser described itself at sign-in. */
  device: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  createdAt: isoTime,
  /** To the hour. */
  lastSeenAt: isoTime,
});

export type Session = z.output<typeof session>;

export const sessionNotFound = 'Session not found';
const params = z.object({
  id: z.string().check(z.regex(/^ses_[0-9A-Za-z]{16}$/, { error: sessionNotFound })),
});

export const sessionRoutes = {
  listSessions: {
    method: 'GET',
    path: '/api/auth/sessions',
    servedBy: 'account',
    caller: 'user',
    summary: 'Where the person is signed in: this session first, then the one that was seen last',
    response: z.object({ sessions: z.array(session) }),
  },
  endSession: {
    method: 'DELETE',
    path: '/api/auth/sessions/{id}',
    servedBy: 'account',
    caller: 'user',
    summary: 'End a session, effective at once',
    params,
    response: z.object({ message: z.string() }),
  },
  endOtherSessions: {
    method: 'DELETE',
    path: '/api/auth/sessions',
    servedBy: 'account',
    caller: 'user',
    summary: 'End all sessions but this one, effective at once',
    response: z.object({ message: z.string() }),
  },
} as const satisfies Record<string, Route>;
