import { AppError } from '../contract/errors.ts';
import type { Generated } from '../contract/workflow-routes.ts';
import type { GenerationRequest, Generator } from '../generators/generator.ts';
import { checkGraph } from '../graph/check/check-graph.ts';
import { compile } from '../graph/compile.ts';
import { estimate } from '../graph/estimate.ts';
import { within } from '../platform/within.ts';

/** What came of a sentence, before anybody has paid for it. */
export type Draft = Omit<Generated, 'workflowId' | 'credits'>;

// A model ends by itself after 20 s, and the function after 28: what is left is for the ledger.
const longestMs = 22_000;

const tooLate = () =>
  new AppError(
    'upstream_failed',
    'The workflow was not ready in time. Nothing was charged; please try again.',
  );

/**
 * Graph and code of a sentence. Throws 422 for a text that is no workflow, and 502 when the generator brings a graph
 * that cannot be run, or nothing in time.
 */
export async function draftOf(generator: Generator, request: GenerationRequest): Promise<Draft> {
  const generation = await within(longestMs, generator.generate(request), tooLate);
  if (generation.outcome === 'notAWorkflow') throw new AppError('not_a_workflow', generation.reason);
  const { graph, problems } = checkGraph(generation.graph);
  if (!graph) {
    const message = 'What came back is no workflow that can be run. Nothing was charged; please try again.';
    const cause = new Error(`${generator.name}: ${problems.map(({ code }) => code).join(', ')}`);
    throw new AppError('upstream_failed', message, { cause });
  }
  const { style } = request.preferences;
  const code = compile(graph, request.language, style ? { style } : {});
  const { template, remarks } = generation;
  return {
    nodes: graph.nodes,
    edges: graph.edges,
    code: code.text,
    requirements: [...code.requirements],
    template,
    ...estimate(graph),
    remarks,
  };
}
