import { AppError } from '../contract/errors.ts';
import { insufficientCredits } from '../credits/insufficient-credits.ts';
import { spend } from '../credits/spend.ts';
import { checkGraph } from '../graph/check/check-graph.ts';
import type { Graph, Language } from '../graph/graph.ts';
import { exportProject } from '../graph/project.ts';
import { type RequestIdentity, requestIdentity } from '../platform/idempotency.ts';
import { standingOf } from '../subscriptions/standing.ts';
import type { UserItem } from '../users/user-item.ts';
import type { WorkflowsDeps } from './create-workflow.ts';
import { fileName } from './file-name.ts';
import { projectZip } from './project-zip.ts';
import { readWorkflow } from './read-workflow.ts';
import type { StoredWorkflow } from './workflow-item.ts';

interface Asked {
  user: UserItem;
  workflowId: string;
  /** The workflow's own unless said. */
  language: Language | undefined;
}

interface ExportedFile {
  name: string;
  bytes: Uint8Array;
}

function runnable({ body }: StoredWorkflow): Graph {
  const { graph, problems } = checkGraph(body.nodeData ?? {});
  if (graph) return graph;
  const [first] = problems;
  const message = `This workflow cannot be exported as it is: ${first?.message ?? 'it has no graph'}`;
  throw new AppError('invalid_graph', message, {
    fields: problems.map(({ path, message }) => ({ path: `nodeData.${path}`, message })),
  });
}

function zipped(workflow: StoredWorkflow, language: Language): ExportedFile {
  const { name, description } = workflow.item;
  const folder = fileName(name);
  const files = exportProject({ name, description, graph: runnable(workflow), language });
  return { name: `${folder}.zip`, bytes: projectZip(folder, files) };
}

async function pay(
  deps: WorkflowsDeps,
  { user }: Asked,
  name: string,
  identity: RequestIdentity | undefined,
) {
  const { plan } = standingOf(deps.catalog, user.subscription, deps.outside.clock.now());
  const paid = await spend(
    deps,
    {
      userId: user.userId,
      credits: deps.catalog.costs.export,
      reason: `Export: ${name}`,
      action: 'exportWorkflow',
      unlimited: plan.unlimited,
    },
    identity,
  );
  if (paid.outcome === 'insufficientCredits') throw insufficientCredits(paid);
}

/**
 * The workflow as a project that runs, in a zip. It is made first and paid for then, so that what cannot be exported
 * costs nothing. The same `Idempotency-Key` pays once in a day, for one version of the workflow: the zip of the same
 * version is the same. Throws 404, 422 with every place that is wrong, 402, and 409 when the workflow was changed since.
 */
export async function exportWorkflow(
  deps: WorkflowsDeps,
  asked: Asked,
  key: string | undefined,
): Promise<ExportedFile> {
  const workflow = await readWorkflow(deps.table, asked.user.userId, asked.workflowId);
  const language = asked.language ?? workflow.item.language ?? 'python';
  const identity = requestIdentity('export', key, [asked.workflowId, workflow.item.version, language]);
  const file = zipped(workflow, language);
  await pay(deps, asked, workflow.item.name, identity);
  return file;
}
