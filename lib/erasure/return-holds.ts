import { AppError } from '../contract/errors.ts';
import { type HoldItem, parseHold } from '../credits/hold-item.ts';
import { releaseHold } from '../credits/release-hold.ts';
import { holdPrefix, keys } from '../platform/keys.ts';
import { itemsOfPerson, type StepDeps, unlessOutOfTime } from './steps.ts';

/** One that was settled meanwhile has been spent: it is closed either way. */
async function release(deps: StepDeps, { userId, holdId }: HoldItem): Promise<void> {
  try {
    await releaseHold(deps, { userId, holdId });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'hold_closed')) throw error;
  }
}

/** Gives back what is held, and only then removes a hold: its credits would go with it. */
export async function returnHolds(deps: StepDeps, userId: string): Promise<void> {
  for await (const items of itemsOfPerson(deps, userId, holdPrefix)) {
    for (const hold of items.map(parseHold)) {
      unlessOutOfTime(deps);
      if (hold.status === 'open') await release(deps, hold);
      await deps.table.remove({
        Key: keys.hold(userId, hold.holdId),
        ConditionExpression: '#status <> :open',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':open': 'open' },
      });
    }
  }
}
