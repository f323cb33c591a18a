import { invalidRequest } from '../errors.ts';
import { type Check, checkThat, text } from './checks.ts';

/** An id that a product brings along. */
export function productId(): Check<string> {
  return checkThat(text(), (value, param) => {
    if (/^[a-zA-Z0-9_-]+$/.test(value)) return;
    const pattern = String.raw`/\A[a-zA-Z0-9_\-]+\z/`;
    const message = `This value must match the regex pattern. (${pattern} does not match for the value ${value}).`;
    throw invalidRequest(message, { param });
  });
}
