import { ulid } from 'ulid';
import type { Outside } from './outside.ts';

export type IdPrefix = 'usr' | 'ord' | 'opn' | 'spd' | 'wf' | 'hld' | 'ref' | 'adm';
type Chance = Pick<Outside, 'clock' | 'randomBytes'>;

/** A new id, `ord_01K…`: a ULID behind its prefix, so that ids of one kind sort by time. */
export function newId(prefix: IdPrefix, outside: Chance): string {
  return `${prefix}_${ulid(outside.clock.now().getTime(), () => outside.randomBytes(1).readUInt8() / 256)}`;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// The largest multiple of 62 that a byte holds: what is above would make the first letters likelier.
const fairBytes = 248;

/** Letters and digits by chance, about six bits each. */
export function newBase62(length: number, outside: Pick<Outside, 'randomBytes'>): string {
  let text = '';
  while (text.length < length) {
    const fair = [...outside.randomBytes(length)].filter((byte) => byte < fairBytes);
    text += fair.map((byte) => base62[byte % base62.length]).join('');
  }
  return text.slice(0, length);
}

/** A secret of 256 bits in base64url: 43 characters. */
export function newToken(outside: Pick<Outside, 'randomBytes'>): string {
  return outside.randomBytes(32).toString('base64url');
}
