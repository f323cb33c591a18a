import { expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocument } from './openapi.ts';

test('the document is valid OpenAPI 3.1', async () => {
  const config = await createConfig({ extends: ['spec'] });
  const problems = await lintFromString({ source: JSON.stringify(openApiDocument()), config });
  expect(problems.map(({ message, location }) => [message, location[0]?.pointer])).toEqual([]);
});

test('every route of the contract is in it, aliases too, each operation under a name of its own', () => {
  const paths = Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
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
    'get /api/payments/plans': 'listPlans',
    'get /api/payments/config': 'getPaymentConfig',
    'post /api/billing/spend': 'spendCredits',
    'post /api/payments/create-one-time-payment': 'createOneTimePayment',
    'get /api/billing/credits': 'getCredits',
    'get /api/billing/ledger': 'listLedger',
    'get /api/billing/payments': 'listPayments',
    'get /health': 'getHealth',
    'get /api/health': 'getHealthAtApiHealth',
    'get /api/openapi.json': 'getOpenApi',
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
  });
});

test('it tells what is made, and what is a file', () => {
  const { paths = {} } = openApiDocument();
  expect(Object.keys(paths['/api/workflows']?.post?.responses ?? {})).toContain('201');
  const exported = paths['/api/workflows/{id}/export']?.post?.responses?.['200'];
  expect(exported).toEqual({ description: 'A file', content: { 'application/zip': { schema: {} } } });
});
