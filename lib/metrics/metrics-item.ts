import * as z from 'zod/mini';
import { type Metrics, metrics } from '../contract/admin-routes.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

const metricsItem = z.object({ metrics });

/** As counted last; undefined before the first count. */
export async function readMetrics(table: Table): Promise<Metrics | undefined> {
  const item = await table.get(keys.metrics());
  return item && metricsItem.parse(item).metrics;
}

/** An older count never takes the place of a newer one. */
export async function keepMetrics(table: Table, counted: Metrics): Promise<void> {
  await table.put({
    Item: { ...keys.metrics(), metrics: counted, countedAt: counted.countedAt },
    ConditionExpression: 'attribute_not_exists(pk) OR countedAt <= :counted',
    ExpressionAttributeValues: { ':counted': counted.countedAt },
  });
}
