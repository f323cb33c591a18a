import * as z from 'zod/mini';
import { credentialFields } from '../../../lib/contract/credential-fields.ts';
import { type Check, type Credential, credentialName } from '../../../lib/contract/credential-routes.ts';
import type { CredentialService } from '../../../lib/graph/graph.ts';
import type { Tone } from '../components/tag.tsx';

/** What is known of a credential, in a word or two. */
export const statusWords: Record<Credential['status'], { words: string; tone: Tone }> = {
  valid: { words: 'Valid', tone: 'good' },
  invalid: { words: 'Refused', tone: 'bad' },
  unchecked: { words: 'Not checked', tone: 'attention' },
};

/** Told once after a credential was saved; what is not good is saved all the same. */
export function keptWords(name: string, { status, detail }: Check): string {
  return status === 'valid' ? `${name} is saved. ${detail}` : `${name} is saved, but: ${detail}`;
}

/** What is wrong with a new name, before anything is sent. */
export function nameFault(name: string, taken: readonly string[]): string | undefined {
  if (taken.includes(name)) return 'There is one of this name. Replace that one, or take another name.';
  if (credentialName.test(name)) return undefined;
  return 'Letters, digits, spaces, dots and hyphens, at most 40.';
}

/** What cannot be good, by its field, before anything is sent. */
export function valueFaults(
  service: CredentialService,
  values: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const read = z.safeParse<z.ZodMiniType>(credentialFields[service], values);
  return new Map(read.error?.issues.map(({ path, message }) => [path.join('.'), message]));
}
