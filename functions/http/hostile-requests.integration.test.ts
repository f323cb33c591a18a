import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Callers, callers } from '../../infra/testing/callers.ts';
import { documentCheck } from '../../infra/testing/document-check.ts';
import { type HostileRequest, hostileRequests } from '../../infra/testing/hostile-requests.ts';
import { type Person, type Product, startProduct } from '../../infra/testing/product.ts';
import { successCalls } from '../../infra/testing/success-calls.ts';
import { tableFingerprint } from '../../infra/testing/table-fingerprint.ts';
import { examples } from '../../lib/contract/examples.ts';
import type { Route } from '../../lib/contract/route.ts';
import { type OperationId, routes } from '../../lib/contract/routes.ts';
import type { Sent } from '../../lib/reference/curl.ts';

let product: Product;
let people: Callers;
let check: ReturnType<typeof documentCheck>;
let fingerprint: () => Promise<string>;

beforeAll(async () => {
  product = await startProduct();
  people = callers(product);
  const { json } = await product
    .newPerson()
    .call<Parameters<typeof documentCheck>[0]>('GET', '/api/openapi.json');
  check = documentCheck(json);
  fingerprint = tableFingerprint(product);
  await people.subscriber();
}, 60_000);
afterAll(() => product.close());

const asking = (Object.entries(routes) as [OperationId, Route][]).filter(
  ([, { params, query, body }]) => params || query || body,
);
const exampleOf = new Map<string, Sent>(Object.entries(examples));

async function send(by: Person, { method }: Route, { address, body, headers }: HostileRequest) {
  const { status, json } = await by.call(method, address, {
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
  });
  return { status, code: json?.code };
}

/** Refused for what was sent: unlike what the account lacks, and a sentence that had to be looked at first. */
const isInputFault = ({ status, code }: { status: number; code: unknown }) =>
  [400, 404, 413, 415, 422].includes(status) && code !== 'not_a_workflow';

/** Sends them all; tells which are answered otherwise, and whether anything was written meanwhile. */
async function refusals(by: Person, route: Route, requests: readonly HostileRequest[]) {
  await product.settled();
  const before = await fingerprint();
  const faults: object[] = [];
  for (const request of requests) {
    const { status } = await send(by, route, request);
    if (!request.refusedWith.includes(status)) faults.push({ what: request.what, status });
  }
  return { faults, wrote: (await fingerprint()) !== before };
}

describe.each(asking)('%s', (id, route) => {
  test('refuses what is wrong as the contract says, fails at nothing, and writes nothing that it refuses', async () => {
    const { by, headers: _, ...brought } = await successCalls[id](people);
    const sent: Sent = { ...exampleOf.get(id), ...brought };
    const operation = check.operation(route.method, route.path);
    const requests = hostileRequests(route, operation, sent, check.isValid);
    const [open, wrong] = [true, false].map((isOpen) =>
      requests.filter(({ refusedWith }) => (refusedWith.length === 0) === isOpen),
    );
    expect(await refusals(by, route, wrong ?? [])).toEqual({ faults: [], wrote: false });
    const refused: HostileRequest[] = [];
    for (const request of open ?? []) {
      const answer = await send(by, route, request);
      expect({ what: request.what, failed: answer.status >= 500 }).toEqual({
        what: request.what,
        failed: false,
      });
      if (isInputFault(answer)) refused.push({ ...request, refusedWith: [answer.status] });
    }
    expect(await refusals(by, route, refused)).toEqual({ faults: [], wrote: false });
    expect(Reflect.has({}, 'isAdmin')).toBe(false);
  }, 60_000);
});
