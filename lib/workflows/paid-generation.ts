import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import { type Generated, workflowRoutes } from '../contract/workflow-routes.ts';
import { type Balance, readBalance } from '../credits/balance.ts';
import type { HoldItem } from '../credits/hold-item.ts';
import { releaseHold } from '../credits/release-hold.ts';
import { hasBalanceMoved, settleActions } from '../credits/settle-hold.ts';
import { mostLooks } from '../credits/watch-balance.ts';
import type { GenerationRequest, Generator } from '../generators/generator.ts';
import { finishRun, type Run } from '../platform/idempotent-run.ts';
import type { UserItem } from '../users/user-item.ts';
import { newWorkflow, type WorkflowsDeps } from './create-workflow.ts';
import { type Draft, draftOf } from './draft.ts';
import { pack, unpack } from './packed.ts';
import { descriptionOf, nameOf } from './sentence.ts';
import type { StoredWorkflow } from './workflow-item.ts';
import { requireRoom, workflowLimit, workflowsFull } from './workflow-limit.ts';
import { addedRows } from './workflow-rows.ts';

export interface PaidFor {
  user: UserItem;
  hold: HoldItem;
  run: Run | undefined;
}

const keptAnswer = z.extend(z.omit(workflowRoutes.generateWorkflow.response, { credits: true }), {
  charged: z.int(),
});

/** The answer but for what is left, which is read when it is told. */
type KeptAnswer = z.output<typeof keptAnswer>;

/** What a repeat is told: the first answer, with what is left by now. */
export function repeatedAnswer(deps: WorkflowsDeps, userId: string, packed: Uint8Array): Promise<Generated> {
  return answerOf(deps, userId, keptAnswer.parse(unpack(packed)));
}

async function answerOf({ table }: WorkflowsDeps, userId: string, kept: KeptAnswer): Promise<Generated> {
  const { charged, ...answer } = kept;
  const { available } = await readBalance(table, userId);
  return { ...answer, credits: { charged, available } };
}

function workflowOf({ outside }: WorkflowsDeps, user: UserItem, request: GenerationRequest, draft: Draft) {
  const { nodes, edges, code } = draft;
  return newWorkflow(outside, user.userId, {
    name: nameOf(request.description),
    description: descriptionOf(request.description),
    nodeData: { nodes, edges },
    generatedCode: code,
    language: request.language,
  });
}

/** Payment and workflow are there together or not at all. */
async function keep(deps: WorkflowsDeps, paid: PaidFor, workflow: StoredWorkflow, answer: KeptAnswer) {
  const { user, hold, run } = paid;
  const { workflowId, name } = workflow.item;
  const settled = { notes: `Generate: ${name}`, sourceKind: 'workflow', sourceId: workflowId };
  const threshold = deps.catalog.low_balance_threshold;
  let seen: Balance | undefined;
  for (let look = 0; look < mostLooks; look += 1) {
    const now = deps.outside.clock.now();
    const settledFor = { action: 'generateWorkflow', ...settled };
    const settle = settleActions(hold, hold.credits, settledFor, { now, threshold, seen });
    const result = await deps.table.transact([
      ...settle,
      ...addedRows(workflow, workflowLimit(deps, user)),
      ...(run ? [finishRun(run, pack(answer), now)] : []),
    ]);
    if (result.outcome === 'done') return;
    if (result.refused[settle.length]) throw workflowsFull(deps, user);
    if (!hasBalanceMoved(result.refused, hold.credits)) break;
    seen = await readBalance(deps.table, user.userId);
  }
  throw new AppError('upstream_failed', 'The workflow was not ready in time. Nothing was charged.');
}

async function generateAndKeep(
  deps: WorkflowsDeps,
  generator: Generator,
  paid: PaidFor,
  request: GenerationRequest,
): Promise<Generated> {
  await requireRoom(deps, paid.user);
  const draft = await draftOf(generator, request);
  const workflow = workflowOf(deps, paid.user, request, draft);
  const charged = paid.hold.heldCredits;
  const answer = { workflowId: workflow.item.workflowId, ...draft, charged };
  await keep(deps, paid, workflow, answer);
  return answerOf(deps, paid.user.userId, answer);
}

/** Generates for credits that are held, and returns them whatever goes wrong; after a crash the hold's end does. */
export async function generatePaid(
  deps: WorkflowsDeps,
  generator: Generator,
  paid: PaidFor,
  request: GenerationRequest,
): Promise<Generated> {
  try {
    return await generateAndKeep(deps, generator, paid, request);
  } catch (error) {
    // The first failure is what to tell. A hold that cannot be released now ends by itself; one that is settled stays.
    await Promise.allSettled([releaseHold(deps, paid.hold)]);
    throw error;
  }
}
