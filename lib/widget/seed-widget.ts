import { isWidgetOrigin } from '../contract/widget-routes.ts';
import { newBase62 } from '../platform/ids.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { TransactionAction } from '../platform/table.ts';

/**
 * A person's widget as it starts: shown on our own site only, until they name theirs. On condition that they never had
 * one, as there is no way to be rid of it: that it is there says that they have been provided for.
 */
export function seedWidget(
  outside: Outside,
  userId: string,
  frontends: readonly string[],
): TransactionAction[] {
  const publishableKey = `wpk_${newBase62(24, outside)}`;
  const widget = {
    userId,
    publishableKey,
    enabled: true,
    title: 'Welcome',
    greeting: 'Thank you for stopping by. We are glad that you are here.',
    accentColor: '#0f7b54',
    position: 'right',
    allowedOrigins: frontends.filter(isWidgetOrigin),
    createdAt: outside.clock.now().toISOString(),
  };
  const ConditionExpression = 'attribute_not_exists(pk)';
  return [
    { Put: { Item: { ...keys.widget(userId), ...widget }, ConditionExpression } },
    { Put: { Item: { ...keys.publishableKey(publishableKey), userId }, ConditionExpression } },
  ];
}
