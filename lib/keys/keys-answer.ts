import type { ApiKey } from '../contract/key-routes.ts';
import type { UsageDeps } from '../usage/count-request.ts';
import { requestsThisMonth } from '../usage/requests-this-month.ts';
import { keyAnswer } from './key-item.ts';
import { listKeys } from './list-keys.ts';

/** A person's keys with what each has called. */
export async function keysAnswer(deps: UsageDeps, userId: string): Promise<ApiKey[]> {
  const [keys, requests] = await Promise.all([listKeys(deps.table, userId), requestsThisMonth(deps, userId)]);
  return keys.map((key) => keyAnswer(key, requests.get(key.keyId) ?? 0));
}
