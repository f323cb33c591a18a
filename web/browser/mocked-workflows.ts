import type { Page } from '@playwright/test';
import type { Usage } from '../../lib/contract/billing-routes.ts';
import type { Generated, WorkflowSummary } from '../../lib/contract/workflow-routes.ts';
import { templates } from '../../lib/graph/templates.ts';
import { daysFromNow } from './mocked-plan.ts';

/** Lists and answers that take months or a fault to come about, told in the API's place. */

const idOf = (number: number) => `wf_${String(number).padStart(26, '0')}`;

export const workflow = (number: number, fields: Partial<WorkflowSummary> = {}): WorkflowSummary => ({
  id: idOf(number),
  name: `Workflow ${number}`,
  description: '',
  status: 'draft',
  createdAt: daysFromNow(-number - 1),
  updatedAt: daysFromNow(-number),
  nodeCount: 3,
  language: 'python',
  version: 1,
  ...fields,
});

export const someWorkflows: WorkflowSummary[] = [
  workflow(1, {
    name: 'Receipt after a payment',
    description: 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt',
    status: 'active',
    updatedAt: daysFromNow(-0.1),
  }),
  workflow(2, {
    name: 'Approval of large orders',
    description: 'If an order is over $500, ask for approval, else ship',
    language: 'typescript',
    nodeCount: 5,
  }),
  workflow(3, {
    name: 'A digest of everything that happened in the shop since the last digest of everything that happened',
    description: 'Every weekday at 9 fetch open GitHub issues and post a digest to a webhook',
    nodeCount: 12,
  }),
  workflow(4, { name: 'Brought by another client', language: null, status: 'archived', nodeCount: 0 }),
  workflow(400, { name: 'Welcome mails', nodeCount: 1 }),
];

/** Answers lists from these, as the API would. */
export async function answerWorkflows(page: Page, all: readonly WorkflowSummary[]): Promise<void> {
  await page.route('**/api/workflows?*', (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const q = (asked.get('q') ?? '').toLowerCase();
    const found = all.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(q));
    if (asked.get('sort') === 'name') found.sort((a, b) => a.name.localeCompare(b.name));
    const start = Number(asked.get('cursor') ?? 0);
    const limit = Number(asked.get('limit') ?? 50);
    const nextCursor = start + limit < found.length ? String(start + limit) : null;
    const workflows = found.slice(start, start + limit);
    return route.fulfill({ json: { workflows, total: found.length, skip: 0, limit, nextCursor } });
  });
}

export const generated = (fields: Partial<Generated> = {}): Generated => {
  const template = templates.find(({ id }) => id === 'large-orders');
  if (!template) throw new Error('There is no such template');
  const { nodes, edges } = template;
  return {
    workflowId: null,
    nodes,
    edges,
    code: '',
    requirements: [],
    template: template.id,
    estimatedExecutionTime: 4,
    complexity: 'medium',
    credits: { charged: 0, available: 0 },
    remarks: ['Who approves is the setting MANAGER_EMAIL.'],
    ...fields,
  };
};

/** A refusal as the API tells it. */
export const refusal = (
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
) => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: 'about:blank', title: 'Refused', status, detail, code, requestId: 'req_1' }),
});

const dayOf = (daysAgo: number) => daysFromNow(-daysAgo).slice(0, 10);

/** A month of work; by action when that is asked for. */
export async function answerUsage(page: Page): Promise<void> {
  const used = [3, 0, 0, 5, 12, 8, 1, 0, 0, 6, 9, 14, 2, 0, 0, 4, 7, 22, 3, 0, 0, 1, 8, 5, 6, 0, 0, 3, 11, 4];
  const days = used.map((count, index) => ({
    date: dayOf(used.length - 1 - index),
    credits: count,
    requests: count * 37,
  }));
  const actions = [
    { action: 'listWorkflows', credits: 0, requests: 3_120 },
    { action: 'generate', credits: 94, requests: 94 },
    { action: 'export', credits: 40, requests: 13 },
  ];
  await page.route('**/api/billing/usage*', (route) => {
    const byAction = route.request().url().includes('group_by=action');
    const usage: Usage = {
      from: dayOf(29),
      to: dayOf(0),
      totals: { credits: 134, requests: 4_958, generations: 94, exports: 13 },
      series: byAction ? actions : days,
    };
    return route.fulfill({ json: usage });
  });
}
