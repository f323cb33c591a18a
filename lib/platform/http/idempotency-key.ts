import { AppError } from '../../contract/errors.ts';

/** Throws 400 for an `Idempotency-Key` that is none, before anything is counted or done. */
export function requireGoodKey({
  'idempotency-key': key,
}: Readonly<Record<string, string | undefined>>): void {
  if (key === undefined || (key.length >= 1 && key.length <= 255)) return;
  throw new AppError('invalid_request', 'Idempotency-Key must have 1 to 255 characters');
}
