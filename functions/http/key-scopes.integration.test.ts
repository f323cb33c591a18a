import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Product, startProduct } from '../../infra/testing/product.ts';
import { subscriptionFixture } from '../../infra/testing/subscription-fixture.ts';
import { type KeyScope, keyScopes, type Route } from '../../lib/contract/route.ts';
import { routes } from '../../lib/contract/routes.ts';
import { keys } from '../../lib/platform/keys.ts';
import { createTable } from '../../lib/platform/table.ts';

/** What a key may be used for, and by which scope: all of it. */
const takesKeys: Record<string, KeyScope> = {
  getCredits: 'billing:read',
  getBalance: 'billing:read',
  listLedger: 'billing:read',
  getUsage: 'billing:read',
  spendCredits: 'billing:spend',
  holdCredits: 'billing:spend',
  settleHold: 'billing:spend',
  releaseHold: 'billing:spend',
  getWidget: 'widget',
  updateWidget: 'widget',
  listWorkflows: 'workflows',
  createWorkflow: 'workflows',
  generateWorkflow: 'workflows',
  getWorkflow: 'workflows',
  updateWorkflow: 'workflows',
  deleteWorkflow: 'workflows',
  exportWorkflow: 'workflows',
};

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 60_000);
afterAll(() => product.close());

const all = Object.entries<Route>(routes);
/** Those that ask who calls; the others answer anybody alike. */
const asking = all.filter(
  ([, { caller, keyScope }]) => caller === 'user' || (caller === 'optional' && keyScope !== undefined),
);

// Ids that nothing has: whoever may call is told 404, or what is wrong with the body.
const ids: Record<string, string> = { service: 'stripe', name: 'none' };
const addressOf = ({ path }: Route) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'none');

async function callWith(secret: string, { method, path, ...route }: Route) {
  const answer = await fetch(product.cloud.addresses.api + addressOf({ method, path, ...route }), {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(route.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(route.body ? { body: '{}' } : {}),
    redirect: 'manual',
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, code: isJson ? JSON.parse(text).code : undefined };
}

/** A key of somebody on a plan with everything. */
async function keyWith(scopes: readonly KeyScope[]): Promise<string> {
  const someone = await product.account(`${scopes.join('-').replaceAll(':', '.')}@example.com`);
  const { id } = (await someone.call<{ id: string }>('GET', '/api/auth/user')).json;
  const { TABLE_NAME = '', DYNAMODB_ENDPOINT } = product.cloud.settings;
  await createTable({ TABLE_NAME, DYNAMODB_ENDPOINT }, patientOutside).update({
    Key: keys.user(id),
    UpdateExpression: 'SET subscription = :subscription',
    ExpressionAttributeValues: { ':subscription': subscriptionFixture({ userId: id, tier: 'STUDIO' }) },
  });
  const body = { name: 'One scope', scopes };
  return (await someone.call<{ secret: string }>('POST', '/api/keys', { body })).json.secret;
}

test('the contract lets keys do this and nothing else', () => {
  const declared = all.flatMap(([id, { keyScope }]) => (keyScope ? [[id, keyScope]] : []));
  expect(Object.fromEntries(declared)).toEqual(takesKeys);
});

describe.each(keyScopes.map((scope) => [scope] as const))('a key with the scope %s', (scope) => {
  let secret: string;
  beforeAll(async () => {
    secret = await keyWith([scope]);
  });

  // The function for sign-in knows no keys, so that it need not read what they lead to.
  test.each(asking)('at %s', async (id, route) => {
    const { status, code } = await callWith(secret, route);
    const isLetIn = ![401, 403, 429].includes(status) && status < 500;
    if (takesKeys[id] === scope) expect([isLetIn, status, code]).toEqual([true, status, code]);
    else if (route.servedBy === 'auth') expect([status, code]).toEqual([401, 'not_authenticated']);
    else expect([status, code]).toEqual([403, 'scope_required']);
  });
});

test.each(asking)('a secret that is none is refused at %s', async (_, route) => {
  const secret = `cue_dev_${'a'.repeat(51)}`;
  expect(await callWith(secret, route)).toEqual({ status: 401, code: 'not_authenticated' });
});

test('in an address a good one opens nothing, whatever the parameter is called', async () => {
  const secret = await keyWith(keyScopes);
  for (const name of ['api_key', 'key', 'access_token', 'token', 'authorization']) {
    const address = `${product.cloud.addresses.api}/api/billing/credits?${name}=${secret}`;
    expect((await fetch(address)).status).toBe(401);
  }
});
