import { expect, it } from '@jest/globals';
import type { GraphProblem } from '../../../lib/graph/check/problem.ts';
import { orderGraph, someNode } from '../testing/graphs.ts';
import { exportPrice } from './export-price.ts';
import { inserted } from './inserted.ts';
import { needsOf } from './needs.ts';
import { paletteChoices } from './palette-choices.ts';
import { otherProblems, problemsOfParam } from './param-problems.ts';
import { startView } from './start-view.ts';
import { stepsInOrder } from './steps-in-order.ts';

const balance = { balance: 22, available: 22, held: 0, unlimited: false, tier: 'FREE' };

it('says what an export costs and what is left, before it does', () => {
  expect(exportPrice(3, balance)).toEqual({
    outcome: 'payable',
    sentence: '3 credits will be used. You have 22.',
  });
  expect(exportPrice(3, { ...balance, available: 1 })).toEqual({
    outcome: 'short',
    sentence: 'An export takes 3 credits. You have 1.',
    missing: 2,
  });
  expect(exportPrice(3, { ...balance, available: 0, unlimited: true })).toEqual({
    outcome: 'payable',
    sentence: 'No credits will be used: your plan is unlimited.',
  });
});

const problem = (path: string, message: string): GraphProblem => ({
  code: 'invalid_param',
  message,
  path,
  nodeId: 'mail',
});

it('shows a problem at the field that it is about, with its place within it', () => {
  const problems = [
    problem('nodes[3].data.params.to', 'Is required'),
    problem('nodes[3].data.params.toolbox', 'Is not known'),
    problem('nodes[3].data.params.item.total', 'Must be text'),
    problem('nodes[3]', 'Nothing leads here'),
  ];
  expect(problemsOfParam(problems, 'mail', 'to')).toBe('Is required.');
  expect(problemsOfParam(problems, 'mail', 'item')).toBe('total: Must be text.');
  expect(problemsOfParam(problems, 'wait', 'to')).toBeUndefined();
  expect(otherProblems(problems, 'mail').map(({ message }) => message)).toEqual(['Nothing leads here']);
});

it('inserts a reference at the cursor, in place of what is selected, or at the end', () => {
  expect(inserted({ selectionStart: 3, selectionEnd: 3 }, 'Hi !', '{{a}}')).toBe('Hi {{a}}!');
  expect(inserted({ selectionStart: 0, selectionEnd: 2 }, 'Hi !', '{{a}}')).toBe('{{a}} !');
  expect(inserted(null, 'Hi ', '{{a}}')).toBe('Hi {{a}}');
});

it('names each service once that running it takes an account of', () => {
  const withNeeds = (id: string, type: string, credentials: ('aws' | 'stripe' | 'webhook')[]) => {
    const node = someNode(id, type, {});
    return { ...node, data: { ...node.data, credentials } };
  };
  const nodes = [
    withNeeds('a', 'trigger.stripe', ['stripe']),
    withNeeds('b', 'email.send', ['aws']),
    withNeeds('c', 'dynamodb.put', ['aws']),
    withNeeds('d', 'dynamodb.get', ['aws']),
    withNeeds('e', 'webhook.send', ['webhook']),
  ];
  expect(needsOf({ nodes, edges: [] })).toEqual(['Stripe', 'Amazon SES', 'Amazon DynamoDB']);
});

it('offers triggers only where there is none, and finds a step by what it does', () => {
  const empty = { nodes: [], edges: [] };
  expect(paletteChoices(empty, '').filter(({ family }) => family === 'trigger')).toHaveLength(4);
  expect(paletteChoices(orderGraph, '').filter(({ family }) => family === 'trigger')).toEqual([]);
  expect(paletteChoices(orderGraph, 'mail SENDGRID').map(({ type }) => type)).toEqual(['email.send']);
});

it('lists steps as they run, and what is not reached at the end', () => {
  const loose = someNode('loose', 'logic.delay', { seconds: 1 });
  const nodes = [loose, ...[...orderGraph.nodes].reverse()];
  expect(stepsInOrder({ ...orderGraph, nodes }).map(({ id }) => id)).toEqual([
    'order',
    'large',
    'wait',
    'mail',
    'loose',
  ]);
});

it('shows the whole graph where it can be read, and its beginning where not', () => {
  expect(startView(orderGraph, 1400, 500)).toEqual({ x: 140, y: 214, zoom: 1 });
  expect(startView(orderGraph, 390, 400)).toEqual({ x: 20, y: 174.8, zoom: 0.7 });
  expect(startView({ nodes: [], edges: [] }, 390, 400)).toEqual({ x: 0, y: 0, zoom: 1 });
});
