import { workflowSettings } from '../../lib/contract/function-settings.ts';
import { workflowRoutes } from '../../lib/contract/workflow-routes.ts';
import { chooseGenerator } from '../../lib/generators/choose-generator.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { requestIdentity } from '../../lib/platform/idempotency.ts';
import { once } from '../../lib/platform/once.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';
import { limitRequests } from '../../lib/usage/limit-requests.ts';
import { visitors } from '../../lib/usage/visitors.ts';
import { createWorkflow } from '../../lib/workflows/create-workflow.ts';
import { deleteWorkflow } from '../../lib/workflows/delete-workflow.ts';
import { generateForPerson, generateForVisitor } from '../../lib/workflows/generate-workflow.ts';
import { listWorkflows } from '../../lib/workflows/list-workflows.ts';
import { readWorkflow } from '../../lib/workflows/read-workflow.ts';
import { seenVersion, versionTag } from '../../lib/workflows/seen-version.ts';
import { updateWorkflow } from '../../lib/workflows/update-workflow.ts';
import { type StoredWorkflow, workflowAnswer } from '../../lib/workflows/workflow-item.ts';

// They change with a deployment only; a page that shows them again within the hour asks nobody.
const templatesAgeSeconds = 3_600;

const tagged = (workflow: StoredWorkflow) => ({
  body: workflowAnswer(workflow),
  headers: { ETag: versionTag(workflow.item.version) },
});

/** Generators, templates and exports are loaded when they are asked for: most calls list, open and save. */
export const createHandler = httpFunction({
  name: 'workflows',
  settings: workflowSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
    generator: once(() => chooseGenerator(settings, outside)),
    visitor: visitors(settings, outside),
  }),
  routes: workflowRoutes,
  authentication: byCookieOrBearer,
  handlers: {
    listWorkflows: async ({ deps, user, query }) => ({
      body: await listWorkflows(deps, user.userId, query),
    }),
    createWorkflow: async ({ deps, user, body, log }) => {
      const workflow = await createWorkflow(deps, user, body);
      log.info('Workflow kept', { userId: user.userId, workflowId: workflow.item.workflowId });
      return tagged(workflow);
    },
    listTemplates: async () => {
      const { templates } = await import('../../lib/graph/templates.ts');
      return {
        body: { templates: [...templates] },
        headers: { 'Cache-Control': `public, max-age=${templatesAgeSeconds}` },
      };
    },
    generateWorkflow: async ({ deps, user, keyId, body, headers, sourceIp, log }) => {
      const { description, language, preferences = {} } = body;
      const subject = user?.userId ?? deps.visitor({ headers, sourceIp });
      await limitRequests(deps, { subject, user }, { action: 'generateWorkflow', keyId });
      const request = { description, language, preferences };
      if (!user) {
        const perDay = deps.catalog.anonymous_generations_per_day;
        return { body: await generateForVisitor(deps, { subject, perDay }, request) };
      }
      const asked = [description, language, preferences];
      const identity = requestIdentity('generate', headers['idempotency-key'], asked);
      const generated = await generateForPerson(deps, { user, request }, identity);
      const { workflowId, credits } = generated;
      log.info('Workflow generated', { userId: user.userId, workflowId, charged: credits.charged });
      return { body: generated };
    },
    getWorkflow: async ({ deps, user, params }) =>
      tagged(await readWorkflow(deps.table, user.userId, params.id)),
    updateWorkflow: async ({ deps, user, params, body, headers }) => {
      const sees = seenVersion(headers['if-match']);
      const asked = { userId: user.userId, workflowId: params.id, sees };
      return tagged(await updateWorkflow(deps, asked, body));
    },
    deleteWorkflow: async ({ deps, user, params, log }) => {
      await deleteWorkflow(deps.table, user.userId, params.id);
      log.info('Workflow deleted', { userId: user.userId, workflowId: params.id });
      return { body: { message: 'Workflow deleted successfully' } };
    },
    exportWorkflow: async ({ deps, user, keyId, params, query, headers, log }) => {
      const caller = { subject: user.userId, user };
      await limitRequests(deps, caller, { action: 'exportWorkflow', keyId });
      const { exportWorkflow } = await import('../../lib/workflows/export-workflow.ts');
      const asked = { user, workflowId: params.id, language: query.language };
      const file = await exportWorkflow(deps, asked, headers['idempotency-key']);
      log.info('Workflow exported', { userId: user.userId, workflowId: params.id });
      return {
        file: file.bytes,
        headers: { 'Content-Disposition': `attachment; filename="${file.name}"` },
      };
    },
  },
});

export const handler = createHandler(lambdaOutside);
