import * as z from 'zod/mini';
import type { ApiKey } from '../contract/key-routes.ts';
import { keyScopes } from '../contract/route.ts';
import { epochSeconds } from '../platform/clock.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';

export interface KeysDeps {
  table: Table;
  outside: Outside;
  /** Part of every secret: a key of one stage is of no use at another. */
  stage: string;
}

/** The row among its owner's; what the secret opens is decided here alone. */
const keyItem = z.object({
  userId: z.string(),
  keyId: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  createdAt: z.string(),
  expiresAt: z._default(z.nullable(z.string()), null),
  lastUsedAt: z._default(z.nullable(z.string()), null),
  /** Both absent until its secret is made. */
  secretHash: z.optional(z.string()),
  last4: z._default(z.nullable(z.string()), null),
});

export type KeyItem = z.output<typeof keyItem>;

export const parseKey = (item: Item): KeyItem => keyItem.parse(item);

/** The row that leads from a secret's hash to the row above. */
const secretItem = z.object({ userId: z.string(), keyId: z.string() });

export const parseSecretRow = (item: Item) => secretItem.parse(item);

export const isExpired = ({ expiresAt }: KeyItem, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now.toISOString();

// An expired key stays listed, so that people see why calls are refused, and then goes by itself.
const expiredKeptSeconds = 30 * 86_400;

/** When the rows of a key go by themselves. */
export const expiryOf = ({ expiresAt }: KeyItem): { expiresAtEpochSeconds?: number } =>
  expiresAt ? { expiresAtEpochSeconds: epochSeconds(new Date(expiresAt)) + expiredKeptSeconds } : {};

/** What its owner may see of it. */
export function keyAnswer(
  { keyId, userId: _, secretHash, ...key }: KeyItem,
  requestsThisMonth: number,
): ApiKey {
  return { id: keyId, ...key, requestsThisMonth, revealed: secretHash !== undefined };
}
