import { createHandler as credentials } from '../../functions/http/credentials.ts';
import { keys } from '../../lib/platform/keys.ts';
import type { Item } from '../../lib/platform/table.ts';
import { startAccountWorld } from './account-world.ts';
import { startCredentialServices } from './credential-services.ts';

const site = 'http://localhost:5000';

/** Of the ring, by its name: 32 bytes of that letter. */
export const ringKey = (keyId: string, letter: string) =>
  `${keyId}:${Buffer.from(letter.repeat(32)).toString('base64')}`;

/** The function of credentials on the real DynamoDB engine, between services that answer what a test says. */
export async function startCredentialWorld() {
  const world = await startAccountWorld({ credentials });
  const services = await startCredentialServices();

  /** The function with these keys, and whatever else is different there. */
  const handlersWith = (CREDENTIALS_ENCRYPTION_KEYS: string, given: Record<string, string> = {}) =>
    world.handlersIn({
      ...world.outside,
      environment: {
        ...world.outside.environment,
        ...services.settings,
        ...given,
        CREDENTIALS_ENCRYPTION_KEYS,
      },
    });
  const usual = handlersWith(ringKey('k1', 'a'));

  return {
    ...world,
    services,
    handlersWith,
    /** Someone signed in, on our site. */
    async person() {
      const { userId, cookies } = await world.person();
      return {
        userId,
        cookies,
        call: (method: string, address: string, body?: unknown, handlers = usual) =>
          world.call(method, address, { body, cookies, headers: { origin: site } }, handlers),
      };
    },
    call: (method: string, address: string, headers: Record<string, string>) =>
      world.call(method, address, { headers }, usual),
    async rowsOf(userId: string): Promise<Item[]> {
      const { items } = await world.table.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.user(userId).pk },
      });
      return items;
    },
    close: async () => {
      await services.close();
      await world.close();
    },
  };
}

export type CredentialWorld = Awaited<ReturnType<typeof startCredentialWorld>>;
export type CredentialPerson = Awaited<ReturnType<CredentialWorld['person']>>;
