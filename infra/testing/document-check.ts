import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { oas31 } from 'zod-openapi';
import type { Sent } from '../../lib/reference/curl.ts';

type Operation = oas31.OperationObject;
type Schema = oas31.SchemaObject | oas31.ReferenceObject;

interface Answer {
  status: number;
  headers: Headers;
  json: unknown;
}

const methods = ['get', 'put', 'post', 'delete'] as const;

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** Holds calls against an OpenAPI document as a client would have it, and nothing but the document. */
export function documentCheck({ paths = {}, components = {} }: oas31.OpenAPIObject) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const compiled = new Map<Schema, ValidateFunction>();

  function faultIn(what: string, schema: Schema | undefined, value: unknown): string | undefined {
    if (!schema) return `${what} has no schema`;
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components });
    compiled.set(schema, validate);
    if (validate(value)) return undefined;
    return ajv.errorsText(validate.errors, { dataVar: what });
  }

  function parameterFaults(
    { parameters = [] }: Operation,
    where: 'path' | 'query',
    given: Sent['query'] = {},
  ) {
    const known = parameters.filter((one) => 'in' in one).filter((one) => one.in === where);
    const unknown = Object.keys(given).filter((name) => !known.some((one) => one.name === name));
    const missing = known.filter(({ name, required }) => required && given[name] === undefined);
    return [
      ...unknown.map((name) => `${where} has no ${name}`),
      ...missing.map(({ name }) => `${where} lacks ${name}`),
      ...known
        .filter(({ name }) => given[name] !== undefined)
        .map(({ name, schema }) => faultIn(name, schema, given[name])),
    ];
  }

  function bodyFaults({ requestBody }: Operation, body: unknown) {
    const content = requestBody && 'content' in requestBody ? requestBody.content : undefined;
    if (content) return [faultIn('body', content['application/json']?.schema, body)];
    return [body === undefined ? undefined : 'no body is known'];
  }

  return {
    isValid: (schema: Schema, value: unknown) => faultIn('value', schema, value) === undefined,
    operations: () =>
      Object.entries(paths).flatMap(([path, item]) =>
        methods.filter((method) => item[method]).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    operation: (method: string, path: string): Operation => {
      const known = methods.find((name) => name.toUpperCase() === method);
      const found = known && paths[path]?.[known];
      if (!found) throw new Error(`The document has no ${method} ${path}`);
      return found;
    },
    requestFaults: (operation: Operation, { params, query, body }: Sent): string[] =>
      [
        ...parameterFaults(operation, 'path', params),
        ...parameterFaults(operation, 'query', query),
        ...bodyFaults(operation, body),
      ].filter(isPresent),
    answerFaults(operation: Operation, { status, headers, json }: Answer): string[] {
      const answer = operation.responses?.[`${status}`];
      if (!answer || '$ref' in answer) return [`${status} is not told of`];
      const mediaType = headers.get('content-type')?.replaceAll(' ', '');
      const told = Object.entries<oas31.MediaTypeObject>(answer.content ?? {});
      if (told.length === 0) return status === 302 && headers.has('location') ? [] : ['no body is told of'];
      const [, content] = told.find(([type]) => mediaType?.startsWith(type.replaceAll(' ', ''))) ?? [];
      if (!content) return [`${mediaType} is not told of`];
      return mediaType?.includes('json') ? [faultIn('body', content.schema, json)].filter(isPresent) : [];
    },
  };
}
