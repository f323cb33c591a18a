import { ulid } from 'ulid';
import type { Outside } from './outside.ts';

export type IdPrefix = 'usr' | 'ord' | 'spd';
type Chance = Pick<Outside, 'clock' | 'randomBytes'>;

/** A new id, `ord_01K…`: a ULID behind its prefix, so that ids of one kind sort by time. */
export function newId(prefix: IdPrefix, outside: Chance): string {
  return `${prefix}_${ulid(outside.clock.now().getTime(), () => outside.randomBytes(1).readUInt8() / 256)}`;
}

/** A secret of 256 bits in base64url: 43 characters. */
export function newToken(outside: Pick<Outside, 'randomBytes'>): string {
  return outside.randomBytes(32).toString('base64url');
}
