import { invalidRequest } from '../errors.ts';
import { type Check, checkThat, text } from './checks.ts';

/** Addresses end up in links and redirects of the hosted pages, so only the web's own schemes pass. */
export function webUrl(): Check<string> {
  return checkThat(text(), (value, param) => {
    const url = URL.parse(value);
    if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return;
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  });
}
