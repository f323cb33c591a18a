import * as z from 'zod/mini';
import type { ErrorCode, FieldError } from '../../../lib/contract/errors.ts';
import { problem } from '../../../lib/contract/problem.ts';

/** What can go wrong before there is an answer of ours to read. */
type LocalCode = 'offline' | 'timeout' | 'unreachable' | 'unreadable_answer' | 'gateway';

/** A call that failed: `message` is the sentence to show, `code` is what to branch on. */
export class ApiError extends Error {
  readonly code: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly fields: FieldError[];
  /** When to try again, where the answer says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    status = 0,
    fields: FieldError[] = [],
    { cause, retryAfterSeconds }: { cause?: unknown; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message, { cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const sentences: Record<LocalCode, string> = {
  offline: 'You are offline. Nothing was sent.',
  timeout: 'Cue took too long to answer. Try again in a moment.',
  unreachable: 'Cue cannot be reached. Check your connection and try again.',
  unreadable_answer: 'Cue answered in a way this page does not understand. Reload the page and try again.',
  gateway: 'Cue had a fault on its side. Try again in a moment.',
};

export const localError = (code: LocalCode, status = 0, cause?: unknown) =>
  new ApiError(code, sentences[code], status, [], { cause });

/** Reads an RFC 9457 answer; the gateway's own 413, 429 and 5xx have another shape. */
export function errorFromAnswer(status: number, body: unknown, retryAfter: string | null = null): ApiError {
  const retryAfterSeconds = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  const read = z.safeParse(problem, body);
  if (read.success) {
    const { code, detail, errors } = read.data;
    return new ApiError(code, detail, status, errors, { retryAfterSeconds });
  }
  if (status === 429) {
    const sentence = 'Too many requests. Wait a moment and try again.';
    return new ApiError('too_many_requests', sentence, 429, [], { retryAfterSeconds });
  }
  return localError('gateway', status);
}

export function hasCode(error: unknown, ...codes: (ErrorCode | LocalCode)[]): boolean {
  return error instanceof ApiError && codes.some((code) => code === error.code);
}

/** The sentence for a person; anything that is not a failed call is a fault of this page. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'This page had a fault. Reload it and try again.';
}
