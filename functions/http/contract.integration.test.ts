import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Callers, callers } from '../../infra/testing/callers.ts';
import { documentCheck } from '../../infra/testing/document-check.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { successCalls } from '../../infra/testing/success-calls.ts';
import { examples } from '../../lib/contract/examples.ts';
import { pathsOf, type Route } from '../../lib/contract/route.ts';
import { type OperationId, routes } from '../../lib/contract/routes.ts';
import { addressOf, type Sent } from '../../lib/reference/curl.ts';

let product: Product;
let people: Callers;
let check: ReturnType<typeof documentCheck>;

beforeAll(async () => {
  product = await startProduct();
  people = callers(product);
  const { json } = await product
    .newPerson()
    .call<Parameters<typeof documentCheck>[0]>('GET', '/api/openapi.json');
  check = documentCheck(json);
  await people.subscriber();
}, 60_000);
afterAll(() => product.close());

const operations = (Object.entries(routes) as [OperationId, Route][]).flatMap(([id, route]) =>
  pathsOf(route).map((path) => ({ name: `${route.method} ${path}`, id, route, path })),
);
const successOf = ({ status, response, file }: Route) => status ?? (response || file ? 200 : 302);
const exampleOf = new Map<string, Sent>(Object.entries(examples));

test('the document has the routes of the contract, all of them and no others', () => {
  expect(check.operations().sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe.each(operations)('$name', ({ id, route, path }) => {
  test('is called as the document says, and answers with what it says', async () => {
    const { by, headers, ...brought } = await successCalls[id](people);
    const sent: Sent = { ...exampleOf.get(id), ...brought };
    const operation = check.operation(route.method, path);
    expect(check.requestFaults(operation, sent)).toEqual([]);
    const answer = await by.call(route.method, addressOf(path, sent), {
      ...(sent.body === undefined ? {} : { body: sent.body }),
      ...(headers ? { headers } : {}),
    });
    const fault = answer.status < 400 ? undefined : answer.json?.detail;
    expect({ status: answer.status, fault }).toEqual({ status: successOf(route) });
    expect(check.answerFaults(operation, answer)).toEqual([]);
  }, 20_000);
});
