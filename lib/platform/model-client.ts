import { AppError } from '../contract/errors.ts';

export interface ModelMessage {
  role: 'user' | 'assistant';
  text: string;
}

export interface ModelQuestion {
  instructions: string;
  messages: readonly ModelMessage[];
  /** JSON Schema of the answer. */
  schema: object;
}

/** A language model: answers a question with JSON, as text that may still be none. */
export interface ModelClient {
  /** Throws an `AppError` when there is no answer: too many questions, too late, or the model's own failure. */
  ask(question: ModelQuestion, signal: AbortSignal): Promise<string>;
}

/** Enough for a graph of some 60 nodes; a longer answer is cut, and then is no JSON. */
export const maximumAnswerTokens = 8_000;

export const modelBusy = (cause: unknown) =>
  new AppError(
    'dependency_unavailable',
    'The model has too much to do right now. Nothing was charged; try again in a minute.',
    { cause },
  );

export const modelLate = (cause: unknown) =>
  new AppError('upstream_failed', 'The model took too long. Nothing was charged; try again.', { cause });

export const modelFailed = (cause: unknown) =>
  new AppError('upstream_failed', 'The model failed. Nothing was charged; try again.', { cause });
