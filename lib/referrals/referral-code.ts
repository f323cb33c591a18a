import type { Outside } from '../platform/outside.ts';

// Without vowels, so that no word comes of it, and without what looks like something else: 0 O 1 I L.
const letters = '23456789BCDFGHJKMNPQRSTVWXYZ';
const codeLength = 8;
// The largest multiple of 28 that a byte holds: what is above would make the first letters likelier.
const fairBytes = 252;

const codeShape = new RegExp(`^[${letters}]{${codeLength}}$`);

/** Eight letters by chance, 38 bits: a code is no secret, it only must not be another's. */
export function newReferralCode(outside: Pick<Outside, 'randomBytes'>): string {
  let code = '';
  while (code.length < codeLength) {
    const fair = [...outside.randomBytes(codeLength)].filter((byte) => byte < fairBytes);
    code += fair.map((byte) => letters[byte % letters.length]).join('');
  }
  return code.slice(0, codeLength);
}

/** A code as somebody brought it, in any case; undefined for what cannot be one. */
export function readReferralCode(text: string | undefined): string | undefined {
  const code = text?.trim().toUpperCase();
  return code !== undefined && codeShape.test(code) ? code : undefined;
}
