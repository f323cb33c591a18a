import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import type { Widget } from '../contract/widget-routes.ts';
import { keys } from '../platform/keys.ts';
import { countRequest } from '../usage/count-request.ts';
import { type RateDeps, requestsPerMinute } from '../usage/rate-limit.ts';
import { noOrigin } from '../usage/usage-day.ts';
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

// A site has more visitors than a program has calls, and keeps an answer for a minute for each of them.
const visitorsPerCall = 10;

/**
 * Calls without an origin are no page's: apart, and far fewer, so that whoever makes them with the key that everybody
 * sees does not take the widget from its owner's sites.
 */
async function countShown(
  deps: RateDeps,
  { owner, widget: { publishableKey } }: { owner: UserItem; widget: Widget },
  origin: string | undefined,
): Promise<void> {
  const limit = requestsPerMinute(deps, owner) * (origin === undefined ? 1 : visitorsPerCall);
  const subject = origin === undefined ? noOrigin(publishableKey) : publishableKey;
  const count = await countRequest(deps, subject, limit, { action: 'getWidgetConfig' });
  if (count.outcome === 'counted') return;
  const { retryAfterSeconds } = count;
  const message = `Too many requests: the plan of this widget's owner allows ${limit} a minute`;
  throw new AppError('rate_limited', message, { retryAfterSeconds, allowOrigin: origin });
}

/**
 * The widget behind a publishable key, for a page of `origin`: 403 unless its owner allows that site. Without an origin
 * (a server, a page of ours) there is nobody's page to keep it from; what it shows is public. Foreign sites are turned
 * away before they count.
 */
export async function readConfig(
  deps: RateDeps,
  publishableKey: string,
  origin: string | undefined,
): Promise<Widget> {
  const found = await find(deps, publishableKey);
  if (!found?.widget.enabled) throw new AppError('not_found', 'There is no widget with this key');
  const { widget } = found;
  if (origin !== undefined && !widget.allowedOrigins.includes(origin))
    throw new AppError('origin_not_allowed', 'This widget is not for this site');
  await countShown(deps, found, origin);
  return widget;
}
