import { expect, test } from '@jest/globals';
import type { Route } from '../../../lib/contract/route.ts';
import { routeTable } from './route-table.ts';

const route = (method: Route['method'], path: string, aliases: string[] = []): Route => ({
  method,
  path,
  aliases,
  servedBy: 'served',
  caller: 'anyone',
  summary: '',
});

const find = routeTable(
  [
    route('GET', '/api/workflows/{id}'),
    route('GET', '/api/workflows/new'),
    route('GET', '/api/workflows/{id}/runs/{run}'),
    route('GET', '/health', ['/api/health']),
  ],
  'fallback',
);

test('the most specific route serves, whatever the order of declaration', () => {
  expect(find('GET', '/api/workflows/new').routeKey).toBe('GET /api/workflows/new');
  expect(find('GET', '/api/workflows/wf_1').routeKey).toBe('GET /api/workflows/{id}');
});

test('path parameters come decoded, and a part that is not valid encoding as it is', () => {
  expect(find('GET', '/api/workflows/a%20b%2Fc/runs/%zz').pathParameters).toEqual({
    id: 'a b/c',
    run: '%zz',
  });
});

test('an alias is a route of its own', () => {
  expect(find('GET', '/api/health')).toEqual({
    servedBy: 'served',
    routeKey: 'GET /api/health',
    pathParameters: undefined,
  });
});

test.each([
  ['another method', 'POST', '/health'],
  ['a longer path', 'GET', '/health/more'],
  ['a trailing slash', 'GET', '/health/'],
  ['an empty parameter', 'GET', '/api/workflows/'],
  ['no such path', 'GET', '/nothing'],
])('%s goes to $default', (_name, method, path) => {
  expect(find(method, path)).toEqual({
    servedBy: 'fallback',
    routeKey: '$default',
    pathParameters: undefined,
  });
});
