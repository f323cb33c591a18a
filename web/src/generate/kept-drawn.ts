import * as z from 'zod/mini';
import { workflowRoutes } from '../../../lib/contract/workflow-routes.ts';
import type { Drawn } from './use-generate.ts';

/** What was drawn last, for as long as the tab is open: signing in to keep it leaves the page. */
const name = 'cue.drawn';
const kept = z.object({ sentence: z.string(), generated: workflowRoutes.generateWorkflow.response });

export function readDrawn(storage: Storage): Drawn | undefined {
  try {
    const read = z.safeParse(kept, JSON.parse(storage.getItem(name) ?? 'null'));
    return read.success ? read.data : undefined;
  } catch {
    // Written by something else, or storage is forbidden: as if nothing was there.
    return undefined;
  }
}

export function keepDrawn(storage: Storage, drawn: Drawn): void {
  try {
    storage.setItem(name, JSON.stringify(drawn));
  } catch {
    // Full or forbidden: then it is there until the page is left.
  }
}

export function forgetDrawn(storage: Storage): void {
  storage.removeItem(name);
}
