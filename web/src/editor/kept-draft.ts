import * as z from 'zod/mini';
import { type Graph, graph, type Language, languages } from '../../../lib/graph/graph.ts';
import type { Content } from './content.ts';

/** What was changed and not saved when the session ended, for as long as the tab is open: signing in leaves the page. */
export interface KeptDraft {
  content: Content;
  /** The version that it was changed from. */
  version: number;
}

const nameOf = (workflowId: string) => `cue.draft.${workflowId}`;
const kept: z.ZodMiniType<{ name: string; graph: Graph; language: Language; version: number }> = z.object({
  name: z.string(),
  graph,
  language: z.enum(languages),
  version: z.int(),
});

/** Answers whether it could be kept. */
export function keepDraft(storage: Storage, workflowId: string, { content, version }: KeptDraft): boolean {
  const { draft, language } = content;
  try {
    storage.setItem(nameOf(workflowId), JSON.stringify({ ...draft, language, version }));
    return true;
  } catch {
    // Full or forbidden.
    return false;
  }
}

export function readDraft(storage: Storage, workflowId: string): KeptDraft | undefined {
  try {
    const read = z.safeParse(kept, JSON.parse(storage.getItem(nameOf(workflowId)) ?? 'null'));
    if (!read.success) return undefined;
    const { name, graph: nodes, language, version } = read.data;
    return { content: { draft: { name, graph: nodes }, language }, version };
  } catch {
    // Written by something else, or storage is forbidden: as if nothing was there.
    return undefined;
  }
}

export const forgetDraft = (storage: Storage, workflowId: string) => storage.removeItem(nameOf(workflowId));
