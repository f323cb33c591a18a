import { AppError } from '../../contract/errors.ts';
import { isTooDeep } from '../json-depth.ts';

const jsonType = /^application\/json\s*(;|$)/i;

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
  if (isTooDeep(value)) throw new AppError('invalid_body', 'The body is nested too deeply');
  return value;
}
