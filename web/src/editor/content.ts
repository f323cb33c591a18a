import type { Workflow } from '../../../lib/contract/workflow-routes.ts';
import type { Json, Language } from '../../../lib/graph/graph.ts';
import type { Draft } from './draft.ts';
import { readableWorkflow } from './readable-workflow.ts';

/** All of a workflow that is saved from here. */
export interface Content {
  draft: Draft;
  language: Language;
}

export const isSame = (one: Content, other: Content) =>
  one.draft === other.draft && one.language === other.language;

/** Undefined when it is none that the canvas can edit. */
export function contentOf(workflow: Workflow): Content | undefined {
  const read = readableWorkflow(workflow);
  if (read.outcome === 'foreign') return undefined;
  return {
    draft: { name: workflow.name, graph: read.graph },
    language: workflow.language ?? 'python',
  };
}

/** The fields to write; what other clients keep beside nodes and edges stays. The server makes the code of it. */
export function fieldsOf({ draft, language }: Content, before: Workflow) {
  const nodeData: Record<string, Json> = { ...before.nodeData, ...draft.graph };
  return { name: draft.name, nodeData, language };
}
