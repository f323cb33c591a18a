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
  if (issue.code === 'invalid_type' && valueAt(input, issue.path) === undefined) return 'missing_field';
  if (issue.code === 'too_small' && ['int', 'number'].includes(issue.origin)) return 'invalid_request';
  return 'invalid_field';
}

function sentence(code: ErrorCode, issue: z.core.$ZodIssue): string {
  return code === 'missing_field' ? `Missing required field: ${issue.path.join('.')}` : issue.message;
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
  const found = result.error.issues.map((issue) => ({ issue, code: codeOf(issue, input) }));
  const worst = found.find(({ code }) => code !== 'invalid_field') ?? found[0];
  if (!worst) throw new Error('A failed parse names no issue');
  const fields: FieldError[] = found.map(({ issue, code }) => ({
    path: issue.path.join('.'),
    message: sentence(code, issue),
  }));
  throw new AppError(worst.code, sentence(worst.code, worst.issue), { fields });
}
