import * as z from 'zod/mini';
import { sha256 } from '../platform/hash.ts';

const address = z.email().check(z.maxLength(320));

/** An address as a provider gave it, or undefined when mail could not be sent to it. */
export function emailAddress(given: unknown): string | undefined {
  const result = z.safeParse(address, given);
  return result.success ? result.data : undefined;
}

/**
 * Under which an address is claimed. Lower-case only: whether dots or plus-tags name the same mailbox is the
 * provider's affair, and two addresses must never fold into one account.
 */
export function emailHash(email: string): string {
  return sha256(email.toLowerCase());
}
