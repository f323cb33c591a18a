import { AppError } from '../../contract/errors.ts';

const jsonType = /^application\/json\s*(;|$)/i;
// Far beyond what any body of the contract needs, and far below what overflows a recursive walk.
const maximumDepth = 32;

function depthExceeds(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => depthExceeds(inner, limit - 1));
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('invalid_json', 'The body is not valid JSON', { cause });
  }
}

/** The body as a JSON object; throws 415 for another content type and 400 for anything but an object. */
export function jsonBody(bytes: Buffer, contentType: string | undefined): object {
  if (bytes.length === 0) throw new AppError('invalid_body', 'The body must be a JSON object');
  if (!jsonType.test(contentType ?? '')) {
    throw new AppError('unsupported_media_type', 'The body must be sent as application/json');
  }
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('invalid_body', 'The body must be a JSON object');
  }
  if (depthExceeds(value, maximumDepth)) throw new AppError('invalid_body', 'The body is nested too deeply');
  return value;
}
