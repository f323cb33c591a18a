import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type AdminProduct, type KnownPerson, startAdminProduct } from '../../infra/testing/admin-product.ts';
import { adminRoutes } from '../../lib/contract/admin-routes.ts';
import type { Route } from '../../lib/contract/route.ts';
import { routes } from '../../lib/contract/routes.ts';
import { createKey } from '../../lib/keys/create-key.ts';

let world: AdminProduct;
let someone: KnownPerson;
beforeAll(async () => {
  world = await startAdminProduct();
  someone = await world.person('ada@example.com');
}, 60_000);
afterAll(() => world.product.close());

const bodies: Record<string, object> = {
  adjustCredits: { credits: 5, reason: 'For the trouble' },
  redriveEvents: { state: 'parked' },
};
/** What an admin is answered; 200 unless said. Nobody has such an event. */
const statuses: Record<string, number> = { lookAtEvent: 404, redriveEvent: 404 };
const all = Object.entries<Route>(adminRoutes);

function call(
  caller: Pick<KnownPerson, 'call'>,
  [id, { method, path }]: [string, Route],
  headers: Record<string, string> = {},
) {
  const about = path.includes('/events/') ? 'evt_none' : someone.userId;
  const query = id === 'findUsers' ? '?q=ada%40example.com' : '';
  const address = path.replace('{id}', about) + query;
  return caller.call(method, address, { ...(bodies[id] ? { body: bodies[id] } : {}), headers });
}

test('every route that only admins may call is under /api/admin, and every route there is one', () => {
  const forAdmins = Object.entries<Route>(routes).filter(([, { caller }]) => caller === 'admin');
  const underAdmin = Object.entries<Route>(routes).filter(([, { path }]) => path.startsWith('/api/admin'));
  expect(forAdmins.map(([id]) => id)).toEqual(Object.keys(adminRoutes));
  expect(underAdmin).toEqual(forAdmins);
});

describe.each(all)('%s', (id, route) => {
  test('refuses who is not signed in, and who is no admin', async () => {
    expect(await call(world.product.newPerson(), [id, route])).toMatchObject({
      status: 401,
      json: { code: 'not_authenticated' },
    });
    expect(await call(someone, [id, route])).toMatchObject({
      status: 403,
      json: { code: 'admin_required', detail: 'Only admins may do this' },
    });
  });

  test("refuses API keys, an admin's own too", async () => {
    const deps = { table: world.table, outside: patientOutside, stage: 'dev' };
    const { secret } = await createKey(deps, world.admin.userId, { name: 'All' });
    for (const caller of [world.admin, world.product.newPerson()])
      expect(await call(caller, [id, route], { authorization: `Bearer ${secret}` })).toMatchObject({
        status: 403,
        json: { code: 'scope_required' },
      });
    expect(await call(world.admin, [id, route], { authorization: 'Bearer cue_dev_none' })).toMatchObject({
      status: 401,
    });
  });

  test('answers an admin, and is never cached', async () => {
    const { status, headers } = await call(world.admin, [id, route]);
    expect([status, headers.get('cache-control')]).toEqual([statuses[id] ?? 200, 'no-store']);
  });
});

test.each(all.filter(([, { method }]) => method === 'POST'))('%s refuses another site', async (id, route) => {
  expect(await call(world.admin, [id, route], { origin: 'https://evil.test' })).toMatchObject({
    status: 403,
    json: { code: 'cross_site_write' },
  });
});

test('nobody makes themselves an admin by their profile', async () => {
  const body = { firstName: 'Ada', isAdmin: true };
  expect((await someone.call('PUT', '/api/auth/profile', { body })).json.isAdmin).toBe(false);
  expect((await someone.call('GET', '/api/admin/audit')).status).toBe(403);
});
