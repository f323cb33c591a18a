import * as z from 'zod/mini';
import { apiKeyPrefix, keys } from '../platform/keys.ts';
import { noOrigin } from '../usage/usage-day.ts';
import { itemsOf, itemsOfPerson, type StepDeps, unlessOutOfTime } from './steps.ts';

const apiKey = z.object({ keyId: z.string(), secretHash: z.optional(z.string()) });
const widget = z.object({ publishableKey: z.string() });

/** What leads to the key from its secret goes first: only the key itself tells where that is. */
async function eraseKeys(deps: StepDeps, userId: string): Promise<void> {
  for await (const items of itemsOfPerson(deps, userId, apiKeyPrefix)) {
    for (const item of items) {
      unlessOutOfTime(deps);
      const { keyId, secretHash } = apiKey.parse(item);
      if (secretHash) await deps.table.remove({ Key: keys.apiKey(secretHash) });
      await deps.table.remove({ Key: keys.apiKeyListing(userId, keyId) });
    }
  }
}

/** Everything in a partition that is the person's as a whole. */
export async function erasePartition(deps: StepDeps, pk: string): Promise<void> {
  for await (const items of itemsOf(deps, { pk, keysOnly: true })) {
    await deps.table.removeAll(items.map((item) => ({ pk, sk: String(item.sk) })));
  }
}

async function eraseWidget(deps: StepDeps, userId: string): Promise<void> {
  const item = await deps.table.get(keys.widget(userId));
  if (!item) return;
  const { publishableKey } = widget.parse(item);
  for (const subject of [publishableKey, noOrigin(publishableKey)])
    await erasePartition(deps, keys.usageDay(subject, '').pk);
  await deps.table.remove({ Key: keys.publishableKey(publishableKey) });
  await deps.table.remove({ Key: keys.widget(userId) });
}

/** The ways by which programs and other people's pages came to the person. */
export async function eraseWays(deps: StepDeps, userId: string): Promise<void> {
  await eraseKeys(deps, userId);
  await eraseWidget(deps, userId);
}
