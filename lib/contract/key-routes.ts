import * as z from 'zod/mini';
import { isoTime, plainText } from './fields.ts';
import { keyScopes, type Route } from './route.ts';

const keyScope = z.enum(keyScopes, { error: `Must be one of ${keyScopes.join(', ')}` });

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** How the secret begins, to tell keys apart. */
  prefix: z.string(),
  /** How it ends; null until there is a secret. */
  last4: z.nullable(z.string()),
  scopes: z.array(keyScope),
  createdAt: isoTime,
  /** To the hour. */
  lastUsedAt: z.nullable(isoTime),
  expiresAt: z.nullable(isoTime),
  /** Calls since the month began (UTC), of all routes together; those beyond the limit are not among them. */
  requestsThisMonth: z.int(),
  /** Whether its secret was made and shown; false only for the key that comes with the first subscription. */
  revealed: z.boolean(),
});

export type ApiKey = z.output<typeof apiKey>;

export const mostKeys = 20;

const newKey = z.object({
  name: plainText(60).check(z.minLength(1, { error: 'Must not be empty' })),
  /** All of them unless named. */
  scopes: z.optional(
    z.pipe(
      z.array(keyScope, { error: 'Must be a list' }).check(z.minLength(1, { error: 'Name at least one' })),
      z.transform((scopes: z.output<typeof keyScope>[]) => [...new Set(scopes)]),
    ),
  ),
  /** Never unless said. */
  expiresAt: z.optional(z.nullable(z.iso.datetime({ error: 'Must be a time, 2027-01-31T00:00:00Z say' }))),
});

export type NewKey = z.output<typeof newKey>;

export const keyNotFound = 'API key not found';
const params = z.object({ id: z.string().check(z.regex(/^key_[0-9A-Za-z]{8}$/, { error: keyNotFound })) });

export const keyRoutes = {
  listKeys: {
    method: 'GET',
    path: '/api/keys',
    servedBy: 'account',
    caller: 'user',
    summary: 'API keys, the newest first, without their secrets',
    response: z.object({ keys: z.array(apiKey) }),
  },
  createKey: {
    method: 'POST',
    path: '/api/keys',
    servedBy: 'account',
    caller: 'user',
    entitlement: 'api_keys',
    summary: `Make an API key; its secret is in this answer and nowhere else. At most ${mostKeys} at a time`,
    body: newKey,
    response: z.object({ key: apiKey, secret: z.string() }),
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/keys/{id}',
    servedBy: 'account',
    caller: 'user',
    summary: 'Revoke an API key, effective at once',
    params,
    response: z.object({ message: z.string() }),
  },
  revealKey: {
    method: 'POST',
    path: '/api/keys/{id}/reveal',
    servedBy: 'account',
    caller: 'user',
    summary: 'Make and show the secret of the key that came with the first subscription, once',
    params,
    response: z.object({ secret: z.string() }),
  },
  rollKey: {
    method: 'POST',
    path: '/api/keys/{id}/roll',
    servedBy: 'account',
    caller: 'user',
    summary:
      'Replace the secret of an API key, when it is lost or known to others; the old one opens nothing',
    params,
    response: z.object({ secret: z.string() }),
  },
} as const satisfies Record<string, Route>;
