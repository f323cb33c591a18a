import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import type { Widget } from '../contract/widget-routes.ts';
import { keys } from '../platform/keys.ts';
import { countCall, type RateDeps } from '../usage/rate-limit.ts';
import { parseUser, type UserItem } from '../users/user-item.ts';
import { parseWidget } from './widget-item.ts';

const pointer = z.object({ userId: z.string() });

async function find(
  { table }: RateDeps,
  publishableKey: string,
): Promise<{ owner: UserItem; widget: Widget } | undefined> {
  const found = await table.get(keys.publishableKey(publishableKey));
  if (!found) return undefined;
  const { userId } = pointer.parse(found);
  const [owner, item] = await table.getAll([keys.user(userId), keys.widget(userId)]);
  return owner && item ? { owner: parseUser(owner), widget: parseWidget(item) } : undefined;
}

/**
 * The widget behind a publishable key, for a page of `origin`: 403 unless its owner allows that site. Without an origin
 * (a server, a page of ours) there is nobody's page to keep it from; what it shows is public. Foreign sites are turned
 * away before they count against its owner's limit.
 */
export async function readConfig(
  deps: RateDeps,
  publishableKey: string,
  origin: string | undefined,
): Promise<Widget> {
  const found = await find(deps, publishableKey);
  if (!found?.widget.enabled) throw new AppError('not_found', 'There is no widget with this key');
  const { owner, widget } = found;
  if (origin !== undefined && !widget.allowedOrigins.includes(origin))
    throw new AppError('origin_not_allowed', 'This widget is not for this site');
  await countCall(deps, publishableKey, owner);
  return widget;
}
