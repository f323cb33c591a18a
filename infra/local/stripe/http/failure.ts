import { StripeFailure } from '../errors.ts';
import { newId } from '../ids.ts';
import { type Answer, jsonAnswer } from './answer.ts';

/** Answers always: with what the work gives, or with Stripe's error object. */
export function settle(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    return failureAnswer(error);
  }
}

/** A failure as Stripe words it; one that is our own fault is told to the terminal too. */
export function failureAnswer(error: unknown): Answer {
  const headers = { 'request-id': newId.request() };
  if (error instanceof StripeFailure) return jsonAnswer(error.status, { error: error.body }, headers);
  console.error('The Stripe simulator failed', error);
  const message = `The Stripe simulator failed: ${error instanceof Error ? error.message : String(error)}`;
  return jsonAnswer(500, { error: { type: 'api_error', message } }, headers);
}
