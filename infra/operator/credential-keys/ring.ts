import { randomBytes } from 'node:crypto';
import type { SettingsOf } from '../../../lib/contract/settings.ts';
import { parseSettings } from '../../../lib/platform/settings.ts';
import { StartFault } from '../../local/ports.ts';
import type { Parameters } from '../parameters.ts';
import { newEncryptionKey } from '../secrets/encryption-key.ts';

const name = 'CREDENTIALS_ENCRYPTION_KEYS';

export type Ring = SettingsOf<typeof name>[typeof name];

/** Throws when the stage has none, or one that no function could read. */
export async function readRing(parameters: Parameters): Promise<Ring> {
  return parseSettings([name], await parameters.read([name]))[name];
}

async function writeRing(parameters: Parameters, ring: Ring): Promise<void> {
  const value = ring.map(({ keyId, key }) => `${keyId}:${key}`).join(',');
  await parameters.write(name, value, 'secret');
}

/** One more than the highest `k1`, `k2` there is. */
function nextId(ring: Ring): string {
  const numbers = ring.map(({ keyId }) => Number(/^k(\d+)$/.exec(keyId)?.[1] ?? 0));
  return `k${Math.max(0, ...numbers) + 1}`;
}

/** Puts a new key first: it seals from then on, and the others go on opening. Answers its id. */
export async function rotate(parameters: Parameters): Promise<string> {
  const ring = await readRing(parameters);
  const keyId = nextId(ring);
  const [, key = ''] = newEncryptionKey(randomBytes, keyId).split(':');
  await writeRing(parameters, [{ keyId, key }, ...ring]);
  return keyId;
}

/** Takes a key out. Throws when it seals what is written, or something that is kept. */
export async function retire(
  parameters: Parameters,
  keyId: string,
  sealed: ReadonlyMap<string, number>,
): Promise<void> {
  const ring = await readRing(parameters);
  if (!ring.some((key) => key.keyId === keyId)) throw new StartFault(`The ring has no key ${keyId}.`);
  if (ring[0]?.keyId === keyId)
    throw new StartFault(
      `${keyId} is the key that seals. Make another with: npm run credential-keys -- rotate`,
    );
  const count = sealed.get(keyId) ?? 0;
  if (count > 0)
    throw new StartFault(
      `${keyId} still seals ${count} credentials. Seal them anew with: npm run credential-keys -- reseal`,
    );
  await writeRing(
    parameters,
    ring.filter((key) => key.keyId !== keyId),
  );
}
