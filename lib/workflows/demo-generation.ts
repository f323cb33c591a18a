import { AppError } from '../contract/errors.ts';
import type { Generated } from '../contract/workflow-routes.ts';
import type { GenerationRequest, Generator } from '../generators/generator.ts';
import type { UsageDeps } from '../usage/count-request.ts';
import { returnDemo, takeDemo } from '../usage/demo-allowance.ts';
import { draftOf } from './draft.ts';

/** Whose demos of the day they are: a person's or an address's. */
export interface Visitor {
  subject: string;
  perDay: number;
}

type DemoOutcome =
  | { outcome: 'generated'; generated: Generated }
  | { outcome: 'usedUp'; retryAfterSeconds: number };

/** A text that is no workflow costs a model as much as one that is; the embedded generator it costs nothing. */
const isFree = (generator: Generator, error: unknown) =>
  generator.name === 'embedded' || !(error instanceof AppError && error.code === 'not_a_workflow');

/**
 * Generates from the day's allowance: nothing is kept or charged. What came to nothing is not counted, but for texts that
 * a model was asked about in vain.
 */
export async function generateDemo(
  deps: UsageDeps,
  generator: Generator,
  { subject, perDay }: Visitor,
  request: GenerationRequest,
): Promise<DemoOutcome> {
  const demo = await takeDemo(deps, subject, perDay);
  if (demo.outcome === 'usedUp') return demo;
  try {
    const draft = await draftOf(generator, request);
    const credits = { charged: 0, available: 0 };
    return { outcome: 'generated', generated: { workflowId: null, ...draft, credits } };
  } catch (error) {
    // The first failure is what to tell; a demo that cannot be given back now is one of the day's.
    if (isFree(generator, error)) await Promise.allSettled([returnDemo(deps, demo.from)]);
    throw error;
  }
}

/** 429 for someone whom nobody knows: tomorrow there are new ones. */
export function demosUsedUp(perDay: number, retryAfterSeconds: number): AppError {
  const message = `The ${perDay} free generations of today are used up. Sign in to go on, or come back tomorrow.`;
  return new AppError('rate_limited', message, { retryAfterSeconds });
}
