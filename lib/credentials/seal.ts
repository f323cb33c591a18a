import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { SettingsOf } from '../contract/settings.ts';
import type { Outside } from '../platform/outside.ts';
import type { CredentialItem } from './credential-item.ts';

type KeyRing = SettingsOf<'CREDENTIALS_ENCRYPTION_KEYS'>['CREDENTIALS_ENCRYPTION_KEYS'];

/** Where a credential stands: sealed for one place, it opens in no other. */
type Place = Pick<CredentialItem, 'userId' | 'service' | 'name'>;
type Sealed = Pick<CredentialItem, 'keyId' | 'sealed'>;

export interface Seal {
  /** With the first key of the ring. */
  close(place: Place, values: unknown): Sealed;
  /** Undefined when the ring has not the key. Throws when what is sealed is not what was sealed for this place. */
  open(place: Place, sealed: Sealed): { values: unknown } | undefined;
}

const algorithm = 'aes-256-gcm';
// What GCM is made for: a nonce by chance, never two the same under one key in as many as people will ever write.
const nonceBytes = 12;
const tagBytes = 16;
const options = { authTagLength: tagBytes };

const associatedData = ({ userId, service, name }: Place) =>
  Buffer.from(JSON.stringify([userId, service, name]));

/** AES-256-GCM under a ring of keys; nonce and tag stand before what is encrypted. */
export function createSeal(ring: KeyRing, { randomBytes }: Pick<Outside, 'randomBytes'>): Seal {
  const keys = new Map(ring.map(({ keyId, key }) => [keyId, Buffer.from(key, 'base64')]));
  return {
    close: (place, values) => {
      const [first] = keys;
      if (!first) throw new Error('The ring has no key');
      const [keyId, key] = first;
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, options).setAAD(associatedData(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(values)), cipher.final()]);
      return { keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
    },
    open: (place, { keyId, sealed }) => {
      const key = keys.get(keyId);
      if (!key) return undefined;
      const bytes = Buffer.from(sealed);
      const [tagAt, textAt] = [nonceBytes, nonceBytes + tagBytes];
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, tagAt), options)
        .setAAD(associatedData(place))
        .setAuthTag(bytes.subarray(tagAt, textAt));
      const text = Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]);
      return { values: JSON.parse(text.toString()) };
    },
  };
}
