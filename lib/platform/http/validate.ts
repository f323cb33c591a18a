import * as z from 'zod/mini';
import { AppError, type ErrorCode, type FieldError } from '../../contract/errors.ts';

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

/**
 * 400 for a field that is missing, an integer below its minimum, or what a schema marks so; 422 for any other
 * wrong value (the status table of the HTTP contract).
 */
function codeOf(issue: z.core.$ZodIssue, input: unknown): ErrorCode {
  if (issue.code === 'custom') return issue.params?.status === 400 ? 'invalid_request' : 'invalid_field';
  if (['invalid_type', 'invalid_value'].includes(issue.code) && valueAt(input, issue.path) === undefined)
    return 'missing_field';
  if (issue.code === 'too_small' && ['int', 'number'].includes(issue.origin)) return 'invalid_request';
  return 'invalid_field';
}

// What a schema says of a field that is missing, where clients match a sentence of its own.
const ownSentence = / is required$/;

function sentence(code: ErrorCode, { path, message }: z.core.$ZodIssue): string {
  const isOurs = code !== 'missing_field' || ownSentence.test(message);
  return isOurs ? message : `Missing required field: ${path.join('.')}`;
}

/** What a schema knows nothing of, and does not ignore, is named one by one. */
function named(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    return { ...issue, path, message: `Unknown: ${path.join('.')}` };
  });
}

/** Parses the parameters of a path; 404 for what cannot name anything. */
export function validateParams<Schema extends z.ZodMiniType>(
  schema: Schema,
  params: unknown,
): z.output<Schema> {
  const result = z.safeParse(schema, params);
  if (result.success) return result.data;
  throw new AppError('not_found', result.error.issues[0]?.message ?? 'There is nothing at this address');
}

/** Parses what a caller sent; throws with one sentence and the list of fields. */
export function validate<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  const found = result.error.issues.flatMap(named).map((issue) => ({ issue, code: codeOf(issue, input) }));
  const worst = found.find(({ code }) => code !== 'invalid_field') ?? found[0];
  if (!worst) throw new Error('A failed parse names no issue');
  const fields: FieldError[] = found.map(({ issue, code }) => ({
    path: issue.path.join('.'),
    message: sentence(code, issue),
  }));
  throw new AppError(worst.code, sentence(worst.code, worst.issue), { fields });
}
