import type { NewWorkflow, Workflow } from '../contract/workflow-routes.ts';
import { checkGraph } from '../graph/check/check-graph.ts';
import { compile } from '../graph/compile.ts';
import type { Language } from '../graph/graph.ts';

type Content = Pick<Workflow, 'nodeData' | 'generatedCode' | 'language'>;
type ContentChanges = Partial<Pick<NewWorkflow, 'nodeData' | 'generatedCode' | 'language'>>;

/** Undefined for a graph that is not one of ours, or cannot be run as it is. */
function compiled(nodeData: Content['nodeData'], language: Language): string | undefined {
  if (nodeData === null) return undefined;
  const { graph } = checkGraph(nodeData);
  return graph && compile(graph, language, {}).text;
}

/** A graph that cannot be compiled makes code that we wrote for an earlier one out of date, not another client's. */
function codeThatStays(current: Content, { nodeData, generatedCode }: ContentChanges): string | null {
  const isOurs = current.language !== null;
  const isLeft = generatedCode === null || (isOurs && nodeData !== undefined);
  return isLeft ? null : current.generatedCode;
}

/** Whether the code is asked for anew. What a client sends back as it has read it is no change. */
function isTouched(current: Content, { nodeData, generatedCode, language }: ContentChanges): boolean {
  const isNewGraph = nodeData !== undefined && JSON.stringify(nodeData) !== JSON.stringify(current.nodeData);
  return isNewGraph || generatedCode === null || (language ?? current.language) !== current.language;
}

/**
 * Graph, code and language after a change. Code that a client brings stays as it is. Otherwise code follows the graph:
 * a graph of ours is compiled in the workflow's language, so that the two never disagree.
 */
export function contentAfter(current: Content, changes: ContentChanges): Content {
  const nodeData = changes.nodeData === undefined ? current.nodeData : changes.nodeData;
  const brought = changes.generatedCode ?? current.generatedCode;
  if (brought !== null && brought !== current.generatedCode)
    return { nodeData, generatedCode: brought, language: changes.language ?? null };
  const language = changes.language ?? current.language;
  if (!isTouched(current, changes)) return current;
  const generatedCode = compiled(nodeData, language ?? 'python');
  if (generatedCode !== undefined) return { nodeData, generatedCode, language: language ?? 'python' };
  return { nodeData, generatedCode: codeThatStays(current, changes), language };
}
