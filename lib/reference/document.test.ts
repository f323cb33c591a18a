import { expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from './document.ts';

const places = { api: 'https://api.cue.example', site: 'https://cue.example' };

test('the document is valid OpenAPI 3.1', async () => {
  const config = await createConfig({ extends: ['spec'] });
  const problems = await lintFromString({ source: JSON.stringify(openApiDocument(places)), config });
  expect(problems.map(({ message, location }) => [message, location[0]?.pointer])).toEqual([]);
});

test('every route of the contract is in it, aliases too, each operation under a name of its own', () => {
  const paths = Object.entries(openApiDocument(places).paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => [`${method} ${path}`, operation.operationId]),
  );
  expect(Object.fromEntries(paths)).toEqual({
    'get /auth/google': 'signInWithGoogle',
    'get /auth/github': 'signInWithGithub',
    'get /auth/callback': 'finishSignIn',
    'get /api/auth/user': 'getUser',
    'put /api/auth/profile': 'updateProfile',
    'get /api/account/export': 'exportAccount',
    'delete /api/account': 'deleteAccount',
    'post /api/auth/logout': 'logout',
    'get /api/auth/sessions': 'listSessions',
    'delete /api/auth/sessions/{id}': 'endSession',
    'delete /api/auth/sessions': 'endOtherSessions',
    'get /api/account/identities': 'listIdentities',
    'post /api/account/identities/{provider}': 'linkIdentity',
    'delete /api/account/identities/{provider}': 'unlinkIdentity',
    'get /api/account/preferences': 'getPreferences',
    'put /api/account/preferences': 'updatePreferences',
    'get /api/payments/plans': 'listPlans',
    'get /api/payments/config': 'getPaymentConfig',
    'post /api/billing/spend': 'spendCredits',
    'post /api/payments/create-one-time-payment': 'createOneTimePayment',
    'post /api/billing/purchase-tokens': 'createOneTimePaymentAtApiBillingPurchaseTokens',
    'get /api/billing/credits': 'getCredits',
    'get /api/billing/balance': 'getBalance',
    'get /api/billing/ledger': 'listLedger',
    'get /api/billing/payments': 'listPayments',
    'get /health': 'getHealth',
    'get /api/health': 'getHealthAtApiHealth',
    'get /api/openapi.json': 'getOpenApi',
    'get /api/docs': 'getReference',
    'post /api/webhooks/stripe': 'receiveStripeEvent',
    'post /webhooks/stripe': 'receiveStripeEventAtWebhooksStripe',
    'post /api/payments/webhook': 'receiveStripeEventAtApiPaymentsWebhook',
    'post /api/v1/stripe/webhook': 'receiveStripeEventAtApiV1StripeWebhook',
    'delete /api/keys/{id}': 'revokeKey',
    'get /api/billing/invoices': 'listInvoices',
    'get /api/billing/subscription': 'getSubscriptionAtApiBillingSubscription',
    'get /api/keys': 'listKeys',
    'get /api/payments/subscription': 'getSubscription',
    'get /api/payments/subscription-status': 'getSubscriptionStatus',
    'get /api/referrals': 'getReferrals',
    'delete /api/credentials/{service}/{name}': 'deleteCredential',
    'get /api/credentials': 'listCredentials',
    'post /api/credentials/{service}/validate': 'validateCredential',
    'put /api/credentials/{service}/{name}': 'putCredential',
    'get /api/widget': 'getWidget',
    'get /api/widget/config': 'getWidgetConfig',
    'post /api/keys': 'createKey',
    'post /api/keys/{id}/reveal': 'revealKey',
    'post /api/keys/{id}/roll': 'rollKey',
    'post /api/payments/cancel-subscription': 'cancelSubscription',
    'post /api/payments/change-plan': 'changePlan',
    'post /api/payments/create-checkout': 'createCheckoutSessionAtApiPaymentsCreateCheckout',
    'post /api/payments/create-checkout-session': 'createCheckoutSession',
    'post /api/payments/create-subscription': 'createSubscription',
    'post /api/payments/portal': 'openPortal',
    'post /api/payments/resume-subscription': 'resumeSubscription',
    'post /api/payments/subscription/cancel': 'cancelSubscriptionAtApiPaymentsSubscriptionCancel',
    'post /api/v1/stripe/create-checkout-session': 'createCheckoutSessionAtApiV1StripeCreateCheckoutSession',
    'put /api/widget': 'updateWidget',
    'delete /api/workflows/{id}': 'deleteWorkflow',
    'get /api/billing/usage': 'getUsage',
    'get /api/workflows': 'listWorkflows',
    'get /api/workflows/templates': 'listTemplates',
    'get /api/workflows/{id}': 'getWorkflow',
    'post /api/billing/holds': 'holdCredits',
    'post /api/billing/holds/{id}/release': 'releaseHold',
    'post /api/billing/holds/{id}/settle': 'settleHold',
    'post /api/workflows': 'createWorkflow',
    'post /api/workflows/generate': 'generateWorkflow',
    'post /api/workflows/{id}/export': 'exportWorkflow',
    'put /api/workflows/{id}': 'updateWorkflow',
    'get /api/admin/users': 'findUsers',
    'get /api/admin/users/{id}': 'lookAtUser',
    'post /api/admin/users/{id}/credits': 'adjustCredits',
    'get /api/admin/events': 'listEvents',
    'get /api/admin/events/{id}': 'lookAtEvent',
    'post /api/admin/events/{id}/redrive': 'redriveEvent',
    'post /api/admin/events/redrive': 'redriveEvents',
    'get /api/admin/metrics': 'getMetrics',
    'post /api/admin/metrics/count': 'countMetrics',
    'get /api/admin/audit': 'listAudit',
  });
});

test('it tells what is made, and what is a file', () => {
  const { paths = {} } = openApiDocument(places);
  expect(Object.keys(paths['/api/workflows']?.post?.responses ?? {})).toContain('201');
  const exported = paths['/api/workflows/{id}/export']?.post?.responses?.['200'];
  expect(exported).toEqual({ description: 'A file', content: { 'application/zip': { schema: {} } } });
});

const operations = () =>
  Object.values(openApiDocument(places).paths ?? {}).flatMap((item) => Object.values(item));

test('every operation has a chapter, a summary, who may call it, and a call to copy', () => {
  const chapters = openApiDocument(places).tags?.map(({ name }) => name);
  const lacking = operations().filter(
    ({ tags, summary, description }) =>
      !(
        chapters?.includes(tags[0]) &&
        summary &&
        /call|signed in|admins/.test(description) &&
        description.includes('curl ')
      ),
  );
  expect(lacking).toEqual([]);
});

test('errors are told by status with their codes', () => {
  const { responses } = openApiDocument(places).paths?.['/api/billing/holds']?.post ?? {};
  const told = Object.entries(responses ?? {}).map(([status, { description }]) => [status, description]);
  expect(Object.fromEntries(told)).toEqual({
    '200': 'Done',
    '400': 'Bad Request: `invalid_json`, `invalid_body`, `missing_field`, `invalid_request`',
    '401': 'Unauthorized: `not_authenticated`',
    '402': 'Payment Required: `insufficient_credits`',
    '403': 'Forbidden: `account_exists`, `scope_required`, `cross_site_write`',
    '409': 'Conflict: `idempotency_conflict`',
    '413': 'Content Too Large: `body_too_large`',
    '415': 'Unsupported Media Type: `unsupported_media_type`',
    '422': 'Unprocessable Content: `invalid_field`',
    '429': 'Too Many Requests: `rate_limited`',
    '500': 'Internal Server Error: `internal_error`',
    '503': 'Service Unavailable: `dependency_unavailable`',
  });
});

test('it names the API that gives it out', () => {
  expect(openApiDocument(places).servers).toEqual([{ url: 'https://api.cue.example' }]);
});
