import * as z from 'zod/mini';
import { epochSeconds } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import type { SessionsDeps } from '../sessions/session.ts';

/** How long someone may take at the provider. */
export const stateLifetimeSeconds = 600;

const stateItem = z.object({
  provider: z.enum(['google', 'github']),
  browserHash: z.string(),
  codeVerifier: z.string(),
  nonce: z.optional(z.string()),
  returnTo: z.optional(z.string()),
  /** The referral code that the person came with. */
  invitation: z.optional(z.string()),
  /** Who is signed in and asks for one more way to sign in, and in which session. */
  link: z.optional(z.object({ userId: z.string(), sessionHash: z.string() })),
  expiresAtEpochSeconds: z.int(),
});

export type SignInState = Omit<z.output<typeof stateItem>, 'expiresAtEpochSeconds'>;

export async function keepState(
  { table, outside }: SessionsDeps,
  state: string,
  kept: SignInState,
): Promise<void> {
  const expiresAtEpochSeconds = epochSeconds(outside.realClock.now()) + stateLifetimeSeconds;
  await table.put({ Item: { ...keys.signInState(sha256(state)), ...kept, expiresAtEpochSeconds } });
}

/** Takes a state out of the table, so that it counts once; undefined unless this browser started it in time. */
export async function takeState(
  { table, outside }: SessionsDeps,
  state: string | undefined,
  browser: string | undefined,
): Promise<SignInState | undefined> {
  if (!state || !browser) return undefined;
  const item = await table.remove({
    Key: keys.signInState(sha256(state)),
    // Another browser's attempt must not use up the state of the one that started it.
    ConditionExpression: 'browserHash = :browser',
    ExpressionAttributeValues: { ':browser': sha256(browser) },
  });
  if (!item) return undefined;
  const { expiresAtEpochSeconds, ...kept } = stateItem.parse(item);
  return epochSeconds(outside.realClock.now()) < expiresAtEpochSeconds ? kept : undefined;
}
