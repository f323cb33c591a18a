import { expect, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import {
  type NewWorkflow,
  type WorkflowChanges,
  workflowRoutes,
} from '../../lib/contract/workflow-routes.ts';
import { templates } from '../../lib/graph/templates.ts';
import { siteUrl } from './addresses.ts';
import { signIn } from './shopper.ts';

const kept = z.object({ id: z.string(), version: z.int() });

// As the page's own script would: with its cookies and its origin.
const headers = { origin: siteUrl };

async function tell(page: Page, method: string, path: string, data: object) {
  const answer = await page.request.fetch(path, { method, headers, data });
  expect(answer.status()).toBeLessThan(300);
  return kept.parse(await answer.json());
}

/** Signs in and leaves no workflow from an earlier test: without a plan a person keeps twenty. */
export async function signInToWrite(page: Page, email: string): Promise<void> {
  await signIn(page, email);
  const answer = await page.request.get('/api/workflows');
  const { workflows } = workflowRoutes.listWorkflows.response.parse(await answer.json());
  for (const { id } of workflows) await deleteElsewhere(page, id);
}

/** As another window would. */
export async function deleteElsewhere(page: Page, id: string): Promise<void> {
  const answer = await page.request.delete(`/api/workflows/${id}`, { headers });
  expect(answer.status()).toBe(200);
}

export const keepWorkflow = async (page: Page, workflow: NewWorkflow) =>
  (await tell(page, 'POST', '/api/workflows', workflow)).id;

/** What another window or program does to it. */
export const changeElsewhere = (page: Page, id: string, changes: WorkflowChanges) =>
  tell(page, 'PUT', `/api/workflows/${id}`, changes);

/** Keeps a workflow made from a template, and opens its editor. */
export async function openTemplate(page: Page, templateId: string): Promise<string> {
  const template = templates.find(({ id }) => id === templateId);
  if (!template) throw new Error(`There is no template ${templateId}`);
  const { name, description, nodes, edges } = template;
  const id = await keepWorkflow(page, { name, description, nodeData: { nodes, edges } });
  await page.goto(`/workflows/${id}`);
  await stepOn(page, nodes[0]?.data.label ?? '').waitFor();
  await untilStill(page);
  return id;
}

/** Until the canvas has found its place: who taps what moves away below the finger has tapped nothing. */
async function untilStill(page: Page): Promise<void> {
  const place = () => page.locator('.react-flow__viewport').getAttribute('style');
  await expect(async () => {
    const before = await place();
    await page.waitForTimeout(100);
    expect(await place()).toBe(before);
  }).toPass();
}

/** A step as it stands on the canvas. */
export const stepOn = (page: Page, label: string) =>
  page.locator('.react-flow__node').filter({ hasText: label });

export const codeOf = (page: Page) => page.getByRole('region', { name: 'The code' });

export const untilSaved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'Saved' })).toHaveText('Saved', { timeout: 10_000 });
