import * as z from 'zod/mini';
import { cursorOf } from './fields.ts';
import type { Route } from './route.ts';

/** What somebody types who has no mail address that they could type instead. */
export const deletionWords = 'delete my account';

export const heldItem = z.object({
  /** `workflow`, `ledgerEntry` and so on. */
  kind: z.string(),
  /** What is held, by its names in the table; other for each kind. */
  data: z.record(z.string(), z.json()),
});

export type HeldItem = z.output<typeof heldItem>;

const missing = 'Type your email address to confirm';

export const accountDataRoutes = {
  exportAccount: {
    method: 'GET',
    path: '/api/account/export',
    servedBy: 'account',
    caller: 'user',
    summary: 'Everything that is held about the person, page by page, without secrets',
    query: z.object({ cursor: cursorOf }),
    response: z.object({ items: z.array(heldItem), nextCursor: z.nullable(z.string()) }),
  },
  deleteAccount: {
    method: 'DELETE',
    path: '/api/account',
    servedBy: 'account',
    caller: 'user',
    summary:
      'Delete the account: signed out everywhere at once, the plan ended, the data erased; no way back',
    body: z.object({
      /** The person's own mail address; of who has none, `delete my account`. */
      confirm: z.string({ error: missing }).check(z.maxLength(320, { error: missing })),
    }),
    status: 202,
    response: z.object({ message: z.string() }),
  },
} as const satisfies Record<string, Route>;
