import { type ErrorCode, errorCodes } from '../contract/errors.ts';
import type { Route } from '../contract/route.ts';
import { routeErrors } from '../contract/route-errors.ts';

/** A token of another front end may come for an address that is somebody's here. */
const whenItAsksWho: readonly ErrorCode[] = ['not_authenticated', 'account_exists', 'scope_required'];
const whenKeysMay: readonly ErrorCode[] = ['not_authenticated', 'scope_required', 'rate_limited'];
const inValues: readonly ErrorCode[] = ['missing_field', 'invalid_request', 'invalid_field'];
const inBodies: readonly ErrorCode[] = [
  'invalid_json',
  'invalid_body',
  'unsupported_media_type',
  ...inValues,
];
const always: readonly ErrorCode[] = ['internal_error', 'dependency_unavailable'];

function declared(route: Route): ErrorCode[] {
  const isWrite = route.method !== 'GET';
  return [
    ...(route.body ? inBodies : []),
    ...(route.query ? inValues : []),
    ...(route.params ? (['not_found'] as const) : []),
    ...(route.caller === 'user' || route.caller === 'admin' ? whenItAsksWho : []),
    ...(route.caller === 'optional' ? (['not_authenticated', 'account_exists'] as const) : []),
    ...(route.caller === 'admin' ? (['admin_required'] as const) : []),
    ...(route.keyScope ? whenKeysMay : []),
    ...(route.entitlement ? (['plan_required'] as const) : []),
    ...(isWrite ? (['body_too_large'] as const) : []),
    ...(isWrite && route.caller !== 'stripe' ? (['cross_site_write'] as const) : []),
    ...(route.idempotent ? (['invalid_request', 'idempotency_conflict'] as const) : []),
  ];
}

const ownErrors = new Map<string, readonly ErrorCode[]>(Object.entries(routeErrors));

/** The codes that a route can answer with, by status. */
export function errorCodesOf(id: string, route: Route): Map<number, ErrorCode[]> {
  const codes = new Set([...declared(route), ...(ownErrors.get(id) ?? []), ...always]);
  const byStatus = Map.groupBy(codes, (code) => errorCodes[code].status);
  return new Map([...byStatus].sort(([one], [other]) => one - other));
}
