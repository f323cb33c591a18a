import { expect, test } from '@jest/globals';
import type { Credential } from '../../../lib/contract/credential-routes.ts';
import type { CredentialService, Graph, GraphNode } from '../../../lib/graph/graph.ts';
import { credentialNeeds } from './credential-needs.ts';

const node = (id: string, credentials: CredentialService[]): GraphNode => ({
  id,
  type: 'dynamodb.put',
  position: { x: 0, y: 0 },
  data: { label: id, params: {}, credentials },
});
const graphOf = (...nodes: GraphNode[]): Graph => ({ nodes, edges: [] });
const kept = (service: CredentialService, status: Credential['status']): Credential => ({
  service,
  name: status,
  status,
  last4: '1234',
  checkedAt: '2026-11-21T10:00:00.000Z',
});

test('each service that a step uses is named once, with whether something of it is kept', () => {
  const graph = graphOf(
    node('a', ['aws']),
    node('b', []),
    node('c', ['stripe', 'aws']),
    node('d', ['openai']),
  );
  expect(credentialNeeds(graph, [kept('aws', 'unchecked'), kept('sendgrid', 'valid')])).toEqual([
    { service: 'stripe', state: 'missing' },
    { service: 'aws', state: 'kept' },
    { service: 'openai', state: 'missing' },
  ]);
});

test('one that its service refuses is not enough, unless there is another', () => {
  const graph = graphOf(node('a', ['stripe']));
  expect(credentialNeeds(graph, [kept('stripe', 'invalid')])).toEqual([
    { service: 'stripe', state: 'refused' },
  ]);
  expect(credentialNeeds(graph, [kept('stripe', 'invalid'), kept('stripe', 'valid')])).toEqual([
    { service: 'stripe', state: 'kept' },
  ]);
});

test('a graph that uses no service needs nothing', () => {
  expect(credentialNeeds(graphOf(node('a', [])), [])).toEqual([]);
});
