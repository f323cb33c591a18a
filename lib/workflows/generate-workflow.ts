import type { Generated } from '../contract/workflow-routes.ts';
import { readBalance } from '../credits/balance.ts';
import { openHold } from '../credits/hold.ts';
import { insufficientCredits } from '../credits/insufficient-credits.ts';
import type { GenerationRequest, Generator } from '../generators/generator.ts';
import type { RequestIdentity } from '../platform/idempotency.ts';
import { abandonRun, beginRun, type Run } from '../platform/idempotent-run.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { UserItem } from '../users/user-item.ts';
import type { WorkflowsDeps } from './create-workflow.ts';
import { demosUsedUp, generateDemo, type Visitor } from './demo-generation.ts';

import { generatePaid, repeatedAnswer } from './paid-generation.ts';

export interface GenerateDeps extends WorkflowsDeps {
  /** Loaded when first asked for: most calls are for lists. */
  generator(): Promise<Generator>;
}

// Longer than the function may run: what is still held then belongs to one that is gone.
const holdSeconds = 120;

interface Asked {
  user: UserItem;
  request: GenerationRequest;
}

const planOf = ({ catalog, outside }: WorkflowsDeps, { subscription }: UserItem) =>
  standingOf(catalog, subscription, outside.clock.now()).plan;

/** Whoever never had credits may try what the plan lets them try. */
async function tryDemo(
  deps: WorkflowsDeps,
  generator: Generator,
  { user, request }: Asked,
  lack: { available: number; needed: number },
): Promise<Generated> {
  const { version } = await readBalance(deps.table, user.userId);
  const perDay = planOf(deps, user).demo_generations_per_day;
  if (version > 0 || perDay === 0) throw insufficientCredits(lack);
  const demo = await generateDemo(deps, generator, { subject: user.userId, perDay }, request);
  if (demo.outcome === 'usedUp') throw insufficientCredits(lack);
  return demo.generated;
}

async function generateOnce(deps: GenerateDeps, asked: Asked, run: Run | undefined): Promise<Generated> {
  const { user, request } = asked;
  // First of all: nothing is held for a generator that cannot be loaded.
  const generator = await deps.generator();
  const hold = await openHold(deps, {
    userId: user.userId,
    credits: deps.catalog.costs.generate,
    reason: 'Generate a workflow',
    expiresInSeconds: holdSeconds,
    unlimited: planOf(deps, user).unlimited,
  });
  if (hold.outcome === 'held') return generatePaid(deps, generator, { user, hold: hold.hold, run }, request);
  const demo = await tryDemo(deps, generator, asked, hold);
  // There is nothing that a repeat could be charged for.
  if (run) await abandonRun(deps, run);
  return demo;
}

/**
 * Turns a person's sentence into a workflow that is kept: for credits, or as a demo that is not. The same
 * `Idempotency-Key` is told the first success again for a day. A failure of any kind costs nothing. Throws 402 when
 * there are neither credits nor demos, 409 while the same still runs, 422 for what is no workflow.
 */
export async function generateForPerson(
  deps: GenerateDeps,
  asked: Asked,
  identity: RequestIdentity | undefined,
): Promise<Generated> {
  const { userId } = asked.user;
  const begun = identity && (await beginRun(deps, { userId, identity }, holdSeconds));
  if (begun?.outcome === 'answered') return repeatedAnswer(deps, userId, begun.answer);
  try {
    return await generateOnce(deps, asked, begun?.run);
  } catch (error) {
    // The first failure is what to tell; a key that cannot be freed now frees itself.
    if (begun) await Promise.allSettled([abandonRun(deps, begun.run)]);
    throw error;
  }
}

/** For someone whom nobody knows. Throws 429 once the day's demos of their address are used up. */
export async function generateForVisitor(
  deps: GenerateDeps,
  visitor: Visitor,
  request: GenerationRequest,
): Promise<Generated> {
  const demo = await generateDemo(deps, await deps.generator(), visitor, request);
  if (demo.outcome === 'usedUp') throw demosUsedUp(visitor.perDay, demo.retryAfterSeconds);
  return demo.generated;
}
