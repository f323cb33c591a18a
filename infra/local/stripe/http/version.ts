import { invalidRequest } from '../errors.ts';

export const API_VERSION = '2026-10-28.endive';

/** Versions of one name differ only by additions. Another name has other shapes, which the simulator cannot answer in. */
export function negotiateVersion(asked: string | undefined): string {
  if (asked === undefined) return API_VERSION;
  if (asked.endsWith('.endive')) return asked;
  throw invalidRequest(`Invalid Stripe API version: ${asked}. Cue's simulator speaks ${API_VERSION}.`);
}
