import { newBase62 } from '../platform/ids.ts';
import type { Outside } from '../platform/outside.ts';

// 62 to the power of 43 is more than 2 to the power of 256.
const secretCharacters = 43;
const idCharacters = 8;

/** The part of the secret that is no secret: the id of its key, `key_` with the same eight characters. */
export const newKeyId = (outside: Outside): string => `key_${newBase62(idCharacters, outside)}`;

/** `cue_prod_` and the id: names product and stage where a secret turns up that should not be there. */
export const keyPrefix = (stage: string, keyId: string): string =>
  `cue_${stage}_${keyId.slice('key_'.length)}`;

export const newSecret = (prefix: string, outside: Outside): string =>
  prefix + newBase62(secretCharacters, outside);
