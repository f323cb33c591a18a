import type { Scope, Step } from './plan.ts';

/** A stretch of steps that the next clause adds to: the whole workflow, or a way out of a node. */
export interface Frame {
  steps: Step[];
  scope: Scope;
  /** It closes with this sentence; the outermost never does. */
  sentence: number;
  owner?: Step;
  way?: string;
}

export interface Blocks {
  frames: Frame[];
  /** The condition, switch or approval that `otherwise` speaks of, with the frame it stands in. */
  choice?: { step: Step; frame: Frame };
  /** What the clause before brought, and what could be referred to before it. */
  last?: { count: number; before: Scope; sentence: number };
  understood: number;
  unplaced: string[];
}

export const never = Number.MAX_SAFE_INTEGER;

export function openBlocks(steps: Step[], scope: Scope): Blocks {
  return { frames: [{ steps, scope, sentence: never }], understood: 0, unplaced: [] };
}

export function top(blocks: Blocks): Frame {
  const frame = blocks.frames.at(-1);
  if (!frame) throw new Error('The outermost frame is never closed');
  return frame;
}

export function enter(
  blocks: Blocks,
  owner: Step,
  way: string,
  frame: Omit<Frame, 'owner' | 'way' | 'steps'>,
): void {
  const steps: Step[] = owner.ways?.[way] ?? [];
  owner.ways = { ...owner.ways, [way]: steps };
  blocks.frames.push({ ...frame, owner, way, steps });
}

/** What a sentence opened ends with it, unless nothing has come of it yet. */
export function closeSentence(blocks: Blocks, sentence: number): void {
  while (
    blocks.frames.length > 1 &&
    top(blocks).sentence < sentence &&
    (top(blocks).steps.length > 0 || top(blocks).owner?.type === 'logic.switch')
  )
    blocks.frames.pop();
}
