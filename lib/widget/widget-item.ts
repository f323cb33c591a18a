import * as z from 'zod/mini';
import type { Widget, WidgetConfig } from '../contract/widget-routes.ts';
import type { Item } from '../platform/table.ts';

const widgetItem = z.object({
  publishableKey: z.string(),
  enabled: z.boolean(),
  title: z.string(),
  greeting: z.string(),
  accentColor: z.string(),
  position: z.enum(['left', 'right']),
  allowedOrigins: z.array(z.string()),
});

export const parseWidget = (item: Item): Widget => widgetItem.parse(item);

/** What an embedded widget shows: nothing that its visitors should not see. */
export function configOf({ title, greeting, accentColor, position }: Widget): WidgetConfig {
  return { title, greeting, accentColor, position };
}
