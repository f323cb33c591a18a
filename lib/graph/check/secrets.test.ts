import { describe, expect, test } from '@jest/globals';
import { graphOf } from '../../../infra/testing/graph-fixture.ts';
import { checkGraph } from './check-graph.ts';

const start = { order: ['trigger.webhook'] } as const;
const told = (value: unknown) => checkGraph(value).problems.map(({ code, path }) => `${code} at ${path}`);

describe('a secret in a value is refused:', () => {
  const letters = 'AbCdEfGhIjKlMnOpQrStUvWx';
  test.each([
    ['sk_', `live_${letters}`],
    ['rk_', `test_${letters}`],
    ['wh', `sec_${letters}`],
    ['AKIA', 'ABCDEFGHIJKLMNOP'],
    ['xox', `b-123456789-${letters}`],
    ['gh', `p_${letters}`],
    ['SG', `.${letters}.${letters}`],
    ['sk', `-proj-${letters}`],
    ['https://hooks.slack', `.com/services/T0/B0/${letters}`],
    ['https://discord', `.com/api/webhooks/12345/${letters}`],
    ['-----BEGIN RSA', ' PRIVATE KEY-----'],
    ['Bearer ', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
  ])('%s…', (first, rest) => {
    const body = { nested: [`a ${first}${rest} b`] };
    const fetch = { method: 'POST', url: 'https://example.com', body };
    const graph = graphOf({ ...start, fetch: ['http.request', fetch] }, 'order > fetch');
    expect(told(graph)).toEqual(['secret_in_value at nodes[1].data.params.body.nested[0]']);
  });

  test('a header for secrets that is written out', () => {
    const headers = { Authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': '{{env.KEY}}' };
    const fetch = { method: 'GET', url: 'https://example.com', headers };
    const graph = graphOf({ ...start, fetch: ['http.request', fetch] }, 'order > fetch');
    expect(told(graph)).toEqual(['secret_in_value at nodes[1].data.params.headers.Authorization']);
  });

  test('a label, which becomes a comment', () => {
    const graph = graphOf(start);
    const [node] = graph.nodes;
    if (node) node.data.label = 'Pay with sk_live_abcdef123456';
    expect(told(graph)).toEqual(['secret_in_value at nodes[0].data.label']);
  });
});
