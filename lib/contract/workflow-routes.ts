import * as z from 'zod/mini';
import { graphEdge, graphNode, languages } from '../graph/graph.ts';
import { isTimeZone } from '../graph/time-zone.ts';
import { isoTime, plainText } from './fields.ts';
import type { Route } from './route.ts';

const language = z.enum(languages, { error: `Must be ${languages.join(' or ')}` });
const status = z.enum(['draft', 'active', 'archived'], { error: 'Must be draft, active or archived' });

const summary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  status,
  createdAt: isoTime,
  updatedAt: isoTime,
  nodeCount: z.int(),
  /** Of the code; null when another client brought code of its own. */
  language: z.nullable(language),
  /** Counts the changes; also the `ETag`. */
  version: z.int(),
});
export type WorkflowSummary = z.output<typeof summary>;

/** Any JSON object; `{nodes, edges}` is understood, and checked in full only when it is to become code. */
const nodeData = z.record(z.string(), z.json(), { error: 'Must be a JSON object' });

const workflow = z.extend(summary, {
  nodeData: z.nullable(nodeData),
  generatedCode: z.nullable(z.string()),
});
export type Workflow = z.output<typeof workflow>;

const name = plainText(120).check(z.minLength(1, { error: 'Must not be empty' }));
const description = plainText(10_000, { lines: true });
const generatedCode = z.string({ error: 'Must be text' });

const writable = {
  nodeData: z.optional(z.nullable(nodeData)),
  generatedCode: z.optional(z.nullable(generatedCode)),
  language: z.optional(z.nullable(language)),
  status: z.optional(status),
};
const newWorkflow = z.object({ name, description, ...writable });
export type NewWorkflow = z.output<typeof newWorkflow>;
const workflowChanges = z.object({
  name: z.optional(name),
  description: z.optional(description),
  ...writable,
});
export type WorkflowChanges = z.output<typeof workflowChanges>;

export const workflowNotFound = 'Workflow not found';
const params = z.object({
  id: z.string().check(z.regex(/^wf_[0-9A-HJKMNP-TV-Z]{26}$/, { error: workflowNotFound })),
});

const wholeNumber = (field: string) =>
  z.pipe(
    z.string().check(z.regex(/^[0-9]{1,15}$/, { error: `${field} must be a whole number` })),
    z.transform(Number),
  );

const listing = z.object({
  skip: z._default(
    z.pipe(
      wholeNumber('skip'),
      z.int().check(z.maximum(1_000, { error: 'skip must be at most 1,000; use the cursor' })),
    ),
    0,
  ),
  limit: z._default(
    z.pipe(
      wholeNumber('limit'),
      z.pipe(
        z.int().check(z.minimum(1, { error: 'limit must be at least 1' })),
        z.transform((asked: number) => Math.min(asked, 100)),
      ),
    ),
    50,
  ),
  cursor: z.optional(z.string().check(z.maxLength(2048, { error: 'Must be at most 2048 characters' }))),
  /** Part of a name or description, in any case. */
  q: z.optional(z.string().check(z.maxLength(200, { error: 'Must be at most 200 characters' }))),
  sort: z._default(z.enum(['updated_at', 'name'], { error: 'Must be updated_at or name' }), 'updated_at'),
});
export type WorkflowListing = z.output<typeof listing>;

const notATimeZone = 'Must be a time zone of the IANA database, Europe/Berlin say';

/** Refused by name when it is none of these. */
const preferences = z.strictObject({
  style: z.optional(z.enum(['compact', 'commented'], { error: 'Must be compact or commented' })),
  emailProvider: z.optional(z.enum(['ses', 'sendgrid'], { error: 'Must be ses or sendgrid' })),
  timezone: z.optional(
    z
      .string({ error: notATimeZone })
      .check(z.maxLength(64, { error: notATimeZone }), z.refine(isTimeZone, { error: notATimeZone })),
  ),
});

export const longestSentence = 10_000;

const descriptionMissing = 'Description is required';

const generation = z.object({
  description: z
    .string({ error: ({ input }) => (input === undefined ? descriptionMissing : 'Must be text') })
    .check(
      z.maxLength(longestSentence, { error: 'Must be at most 10,000 characters' }),
      z.refine((text: string) => text.trim() !== '', { error: descriptionMissing, params: { status: 400 } }),
    ),
  language: z._default(language, 'python'),
  preferences: z.optional(preferences),
});

const generated = z.object({
  /** Null in a demo, which is not saved. */
  workflowId: z.nullable(z.string()),
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  code: z.string(),
  requirements: z.array(z.string()),
  template: z.string(),
  /** Seconds. */
  estimatedExecutionTime: z.number(),
  complexity: z.enum(['low', 'medium', 'high']),
  credits: z.object({ charged: z.int(), available: z.int() }),
  /** What could not be placed and what was assumed, in sentences. */
  remarks: z.array(z.string()),
});
export type Generated = z.output<typeof generated>;

const template = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
});

export const workflowRoutes = {
  listWorkflows: {
    method: 'GET',
    path: '/api/workflows',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'Workflows, the last changed first, without graphs and code',
    query: listing,
    response: z.object({
      workflows: z.array(summary),
      total: z.int(),
      skip: z.int(),
      limit: z.int(),
      nextCursor: z.nullable(z.string()),
    }),
  },
  createWorkflow: {
    method: 'POST',
    path: '/api/workflows',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'Keep a workflow',
    body: newWorkflow,
    status: 201,
    response: workflow,
    versioned: true,
  },
  listTemplates: {
    method: 'GET',
    path: '/api/workflows/templates',
    servedBy: 'workflows',
    caller: 'anyone',
    summary: 'Workflows to start from',
    response: z.object({ templates: z.array(template) }),
  },
  generateWorkflow: {
    method: 'POST',
    path: '/api/workflows/generate',
    servedBy: 'workflows',
    caller: 'optional',
    keyScope: 'workflows',
    summary: 'Turn a sentence into a graph and its code; a failed generation costs nothing',
    body: generation,
    response: generated,
    idempotent: true,
  },
  getWorkflow: {
    method: 'GET',
    path: '/api/workflows/{id}',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'A workflow with its graph and code; its version is the ETag',
    params,
    response: workflow,
    versioned: true,
  },
  updateWorkflow: {
    method: 'PUT',
    path: '/api/workflows/{id}',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'Change a workflow; with If-Match only the version that was read',
    params,
    body: workflowChanges,
    response: workflow,
    versioned: true,
  },
  deleteWorkflow: {
    method: 'DELETE',
    path: '/api/workflows/{id}',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'Delete a workflow',
    params,
    response: z.object({ message: z.string() }),
  },
  exportWorkflow: {
    method: 'POST',
    path: '/api/workflows/{id}/export',
    servedBy: 'workflows',
    caller: 'user',
    keyScope: 'workflows',
    summary: 'The workflow as a project that runs, in a zip',
    params,
    query: z.object({ language: z.optional(language) }),
    file: 'application/zip',
    idempotent: true,
  },
} as const satisfies Record<string, Route>;
