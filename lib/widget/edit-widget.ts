import { AppError } from '../contract/errors.ts';
import type { Widget, WidgetChange } from '../contract/widget-routes.ts';
import { fieldUpdate } from '../platform/field-update.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';
import { parseWidget } from './widget-item.ts';

function present(item: Item | undefined): Widget {
  if (!item) throw new AppError('not_found', 'The widget comes with your first subscription');
  return parseWidget(item);
}

export async function readWidget(table: Table, userId: string): Promise<Widget> {
  return present(await table.get(keys.widget(userId)));
}

/** Sets the fields that are given. Throws 400 when there is none. */
export async function updateWidget(
  { table, outside }: { table: Table; outside: Outside },
  userId: string,
  change: WidgetChange,
): Promise<Widget> {
  const item = await table.update({
    Key: keys.widget(userId),
    ...fieldUpdate(change, outside.clock.now()),
  });
  return present(item);
}
