import type { oas31 } from 'zod-openapi';
import type { Route } from '../../lib/contract/route.ts';
import { addressOf, type Sent } from '../../lib/reference/curl.ts';
import { hostileBodies, hostileValues, hostileWords } from './hostile-values.ts';

export interface HostileRequest {
  what: string;
  address: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
  /** What the document says of it: refused with one of these; empty when it may be taken. */
  refusedWith: readonly number[];
}

/** At the address of the good request. */
type Hostile = Omit<HostileRequest, 'address'>;
type Schema = oas31.SchemaObject;
type IsValid = (schema: Schema, value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const propertiesOf = (schema: Schema): [name: string, schema: Schema][] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
    typeof one === 'object' && !('$ref' in one) ? [[name, one as Schema]] : [],
  );

const hole = '\u0000hole\u0000';

/** The body with one value left open: at each property of its schema, and of objects within. */
function* openBodies(
  schema: Schema,
  fill: (inner: unknown) => unknown,
  example: unknown,
): Generator<[string, string]> {
  const base = isObject(example) ? example : {};
  for (const [name, inner] of propertiesOf(schema)) {
    yield [name, JSON.stringify(fill({ ...base, [name]: hole }))];
    yield* openBodies(inner, (value) => fill({ ...base, [name]: value }), base[name]);
  }
}

const quotedHole = JSON.stringify(hole);

/** `[400]` or `[400, 422]` for what the document does not allow. */
const whenInvalid = (isValid: boolean) => (isValid ? [] : [400, 422]);

function* wrongValues(schema: Schema, example: object, isValid: IsValid): Generator<Hostile> {
  for (const [name, open] of openBodies(schema, (body) => body, example)) {
    for (const value of hostileValues) {
      // A function, because a dollar in a text has a meaning to `replace`.
      const body = open.replace(quotedHole, () => value);
      const refusedWith = whenInvalid(isValid(schema, JSON.parse(body)));
      yield { what: `${name}: ${value.slice(0, 60)}`, body, refusedWith };
    }
  }
}

function* wrongFields(schema: Schema, example: object): Generator<Hostile> {
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = { ...example } as Record<string, unknown>;
    yield { what: `no ${name}`, body: JSON.stringify(rest), refusedWith: [400] };
  }
  const unknown = '"isAdmin":true,"userId":"usr_1","credits_delta":1e9,"__proto__":{"isAdmin":true}';
  const text = JSON.stringify(example);
  const body = text === '{}' ? `{${unknown}}` : `{${unknown},${text.slice(1)}`;
  yield { what: 'unknown fields', body, refusedWith: [] };
  const deep = `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  yield {
    what: 'deep nesting',
    body: text === '{}' ? `${deep}}` : `${deep},${text.slice(1)}`,
    refusedWith: [400],
  };
}

function* wrongBodies(): Generator<Hostile> {
  for (const [body, contentType, status] of hostileBodies) {
    const what = `${body.toString().slice(0, 20)} as ${contentType}`;
    yield { what, body, headers: { 'content-type': contentType }, refusedWith: [status] };
  }
}

/** The path's parameters, one after the other; an empty one, and one with a slash that a proxy decodes, is another path. */
function* wrongParams(
  route: Route,
  sent: Sent,
  { parameters = [] }: oas31.OperationObject,
  isValid: IsValid,
): Generator<HostileRequest> {
  const known = parameters.filter((one) => 'in' in one).filter((one) => one.in === 'path');

  for (const { name, schema } of known) {
    for (const word of hostileWords.filter((one) => one !== '')) {
      const address = addressOf(route.path, { ...sent, params: { ...sent.params, [name]: word } });
      yield {
        what: `${name} in the path: ${word.slice(0, 40)}`,
        address,
        refusedWith: isValid((schema ?? {}) as Schema, word) ? [] : [404],
      };
    }
  }
}

function* wrongQueries(
  route: Route,
  sent: Sent,
  { parameters = [] }: oas31.OperationObject,
  isValid: IsValid,
): Generator<HostileRequest> {
  const known = parameters.filter((one) => 'in' in one).filter((one) => one.in === 'query');
  for (const { name, schema, required } of known) {
    for (const word of hostileWords) {
      const refusedWith = whenInvalid(isValid((schema ?? {}) as Schema, word));
      const address = addressOf(route.path, { ...sent, query: { ...sent.query, [name]: word } });
      yield { what: `?${name}=${word.slice(0, 40)}`, address, refusedWith };
    }
    const { [name]: _, ...others } = sent.query ?? {};
    const bare = addressOf(route.path, { ...sent, query: others });
    const mark = bare.includes('?') ? '&' : '?';
    yield { what: `${name} twice`, address: `${bare}${mark}${name}=1&${name}=2`, refusedWith: [] };
    yield { what: `${name}[]`, address: `${bare}${mark}${name}[]=1`, refusedWith: required ? [400] : [] };
    yield { what: `${name} in bad encoding`, address: `${bare}${mark}${name}=%ff%zz`, refusedWith: [] };
  }
}

function* wrongHeaders({ idempotent, versioned, method }: Route): Generator<Hostile> {
  const long = 'x'.repeat(256);
  if (idempotent)
    yield { what: 'a long Idempotency-Key', headers: { 'idempotency-key': long }, refusedWith: [400] };
  if (!versioned || method !== 'PUT') return;
  for (const tag of ['', '*', '"1", "2"', 'W/"1"', '"9007199254740993"', '"-1"', long])
    yield { what: `If-Match: ${tag.slice(0, 20)}`, headers: { 'if-match': tag }, refusedWith: [] };
}

/** Requests that an operation must survive, made from its own schemas around a request that is good. */
export function hostileRequests(
  route: Route,
  operation: oas31.OperationObject,
  sent: Sent,
  isValid: IsValid,
): HostileRequest[] {
  const good = addressOf(route.path, sent);
  const content =
    operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : {};
  const schema = route.body && (content['application/json']?.schema as Schema | undefined);
  const example = { ...(sent.body as object | undefined) };
  const bodies = schema
    ? [...wrongBodies(), ...wrongFields(schema, example), ...wrongValues(schema, example, isValid)]
    : [];
  const usual = schema ? { body: JSON.stringify(example) } : {};
  const addresses = [
    ...wrongParams(route, sent, operation, isValid),
    ...wrongQueries(route, sent, operation, isValid),
  ];
  return [
    ...bodies.map((request) => ({ ...request, address: good })),
    ...addresses.map((request) => ({ ...usual, ...request })),
    ...[...wrongHeaders(route)].map((request) => ({ ...usual, ...request, address: good })),
  ];
}
