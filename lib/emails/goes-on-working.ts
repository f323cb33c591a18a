import { isExpired } from '../keys/key-item.ts';
import { listKeys } from '../keys/list-keys.ts';
import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { parseWidget } from '../widget/widget-item.ts';

/** What of a person's goes on working after their plan. */
export interface GoesOnWorking {
  /** Keys whose secret was made and is still good. */
  keyCount: number;
  hasWidget: boolean;
}

export async function readGoesOnWorking(
  { table, outside }: { table: Table; outside: Outside },
  userId: string,
): Promise<GoesOnWorking> {
  const now = outside.clock.now();
  const theirs = await listKeys(table, userId);
  const widget = await table.get(keys.widget(userId));
  const used = theirs.filter((key) => key.secretHash !== undefined && !isExpired(key, now));
  return { keyCount: used.length, hasWidget: widget !== undefined && parseWidget(widget).enabled };
}

/** "Your API key and your widget go on working within its limits."; nothing where there is neither. */
export function goesOnWorkingSentences({ keyCount, hasWidget }: GoesOnWorking): string[] {
  const names = [
    ...(keyCount === 0 ? [] : [keyCount === 1 ? 'API key' : 'API keys']),
    ...(hasWidget ? ['widget'] : []),
  ];
  if (names.length === 0) return [];
  const verb = keyCount + Number(hasWidget) === 1 ? 'goes' : 'go';
  return [`Your ${names.join(' and your ')} ${verb} on working within its limits.`];
}
