import type { Catalog } from '../contract/catalog.ts';
import { AppError } from '../contract/errors.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { planRefusal } from '../subscriptions/plan-refusal.ts';
import type { UserItem } from '../users/user-item.ts';
import { countWorkflows } from './count-workflows.ts';

interface LimitDeps {
  catalog: Catalog;
  outside: Pick<Outside, 'clock'>;
}

/** What everybody keeps, whatever they pay: enough to come back to. */
const mostWithoutPlan = 20;
// Far beyond what a person makes by hand; bounds what a search reads.
const mostWorkflows = 20_000;

const refusalOf = (deps: LimitDeps, user: UserItem) => planRefusal(deps, user, 'workflows');

/** How many workflows a person may keep. */
export function workflowLimit(deps: LimitDeps, user: UserItem): number {
  return refusalOf(deps, user) === undefined ? mostWorkflows : mostWithoutPlan;
}

/** 403 where a plan would help, 409 where none does. */
export function workflowsFull(deps: LimitDeps, user: UserItem): AppError {
  const refusal = refusalOf(deps, user);
  if (refusal === undefined)
    return new AppError('too_many_workflows', 'You have 20,000 workflows. Delete those you no longer need.');
  return new AppError(
    'plan_required',
    `More than ${mostWithoutPlan} workflows need a plan for them. ${refusal}`,
  );
}

/** Before work begins that would be for nothing; what counts is the condition of the write. */
export async function requireRoom(deps: LimitDeps & { table: Table }, user: UserItem): Promise<void> {
  const kept = await countWorkflows(deps.table, user.userId);
  if (kept >= workflowLimit(deps, user)) throw workflowsFull(deps, user);
}
