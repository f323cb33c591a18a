import { keys } from '../platform/keys.ts';
import type { Outside } from '../platform/outside.ts';
import type { Item, Table } from '../platform/table.ts';

export interface StepDeps {
  table: Table;
  outside: Outside;
  /** Until when a step may begin, by the real clock. */
  untilMs: number;
}

/** Thrown between two steps when the time is up: what is done stays done, and the next run goes on. */
export class OutOfTime extends Error {
  constructor() {
    super('The time of this run is up');
    this.name = 'OutOfTime';
  }
}

export function unlessOutOfTime({ outside, untilMs }: Pick<StepDeps, 'outside' | 'untilMs'>): void {
  if (outside.realClock.now().getTime() >= untilMs) throw new OutOfTime();
}

interface Wanted {
  pk: string;
  /** What the sort keys begin with; all of the partition unless said. */
  prefix?: string;
  /** Nothing but the keys: of a workflow the rest is large. */
  keysOnly?: true;
}

/** The items of a partition, a page of DynamoDB at a time. What is removed meanwhile is not met again. */
export async function* itemsOf(deps: StepDeps, { pk, prefix, keysOnly }: Wanted): AsyncGenerator<Item[]> {
  let from: Item | undefined;
  do {
    unlessOutOfTime(deps);
    const page = await deps.table.query({
      KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix ? { ':prefix': prefix } : {}) },
      ...(keysOnly ? { ProjectionExpression: 'pk, sk' } : {}),
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    yield page.items;
    from = page.lastKey && { ...page.lastKey };
  } while (from);
}

export const itemsOfPerson = (deps: StepDeps, userId: string, prefix: string) =>
  itemsOf(deps, { pk: keys.user(userId).pk, prefix });
