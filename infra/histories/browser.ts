import { httpEvent } from '../testing/http-event.ts';
import { type CueFunctions, site } from './cue-functions.ts';
import type { Person } from './known.ts';
import { timelessContext } from './lambda.ts';

interface Asked {
  /** As the contract writes it, with `{id}`. */
  path: string;
  params?: Record<string, string>;
  body: object;
  idempotencyKey: string | undefined;
}

interface Answered {
  status: number;
  /** Of JSON; of nothing when there is none. */
  body: Record<string, unknown>;
}

/** A write of the site's, as the person's browser sends it. */
export async function post(
  handler: CueFunctions['payments'] | CueFunctions['billing'],
  { cookie }: Person,
  { path, params, body, idempotencyKey }: Asked,
): Promise<Answered> {
  const headers = {
    origin: site,
    'content-type': 'application/json',
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  };
  const event = httpEvent('POST', path, { body: JSON.stringify(body), headers, cookies: [cookie] });
  const answer = await handler({ ...event, ...(params && { pathParameters: params }) }, timelessContext);
  return { status: Number(answer.statusCode), body: JSON.parse(answer.body ?? '{}') };
}
