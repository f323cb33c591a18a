import { signInProviders } from '../contract/identity-routes.ts';
import { epochSeconds } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { keys } from '../platform/keys.ts';
import type { Table, TransactionAction } from '../platform/table.ts';

// Longer than an issuer lets a token live: those that let them live longest say thirty days.
const keptSeconds = 31 * 86_400;

/** Whoever signs in at a provider is there in person; a token is sent by a page that may not know of the deletion. */
const isOfIssuer = (identity: string): boolean =>
  !signInProviders.some((provider) => identity.startsWith(`${provider}:`));

/**
 * Notes for the transaction that deletes an account that its tokens are of nobody: a hash of each identity that an
 * issuer vouched for, and when. `now` is the real time, by which tokens are made.
 */
export function noteDepartures(identities: readonly string[], now: Date): TransactionAction[] {
  const departedAtEpochSeconds = epochSeconds(now);
  return identities.filter(isOfIssuer).map((identity) => ({
    Put: {
      Item: {
        ...keys.departed(sha256(identity)),
        departedAtEpochSeconds,
        expiresAtEpochSeconds: departedAtEpochSeconds + keptSeconds,
      },
    },
  }));
}

/** Whether a token is from before its account was deleted: it makes no other. One that does not tell is taken to be. */
export async function isFromBefore(
  table: Table,
  { identity, issuedAtEpochSeconds = 0 }: { identity: string; issuedAtEpochSeconds: number | undefined },
): Promise<boolean> {
  const departed = await table.get(keys.departed(sha256(identity)));
  return departed !== undefined && issuedAtEpochSeconds <= Number(departed.departedAtEpochSeconds);
}
