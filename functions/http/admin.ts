import { adjustCredits } from '../../lib/admin/adjust-credits.ts';
import { noteAct } from '../../lib/admin/audit.ts';
import { findUsers } from '../../lib/admin/find-users.ts';
import { listAudit } from '../../lib/admin/list-audit.ts';
import { listEvents } from '../../lib/admin/list-events.ts';
import { lookAtEvent } from '../../lib/admin/look-at-event.ts';
import { lookAtUser } from '../../lib/admin/look-at-user.ts';
import { redriveEvent, redriveEvents } from '../../lib/admin/redrive-events.ts';
import { adminRoutes } from '../../lib/contract/admin-routes.ts';
import { AppError } from '../../lib/contract/errors.ts';
import { adminSettings } from '../../lib/contract/function-settings.ts';
import { entryAnswer } from '../../lib/credits/entry.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { countMetrics, withinARequest } from '../../lib/metrics/count-metrics.ts';
import { readMetrics } from '../../lib/metrics/metrics-item.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createBus } from '../../lib/platform/bus.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { requestIdentity } from '../../lib/platform/idempotency.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';
import type { UserItem } from '../../lib/users/user-item.ts';

const actorOf = ({ user, requestId }: { user: UserItem; requestId: string }) => ({
  who: user.userId,
  requestId,
});

export const createHandler = httpFunction({
  name: 'admin',
  settings: adminSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
    bus: createBus(settings, outside),
    stripe: createStripe(settings),
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
  }),
  routes: adminRoutes,
  // No route here takes a key, but whether one is good is told here too.
  authentication: byCookieOrBearer,
  handlers: {
    findUsers: async ({ deps, query, ...request }) => ({
      body: { users: await findUsers(deps, actorOf(request), query.q) },
    }),
    lookAtUser: async ({ deps, params, query, ...request }) => ({
      body: await lookAtUser(deps, actorOf(request), { userId: params.id, page: query }),
    }),
    adjustCredits: async ({ deps, params, body, headers, ...request }) => {
      const { credits, reason } = body;
      const asked = [params.id, credits, reason];
      const identity = requestIdentity('adjust-credits', headers['idempotency-key'], asked);
      const adjustment = { userId: params.id, credits, reason };
      const { entry, balance } = await adjustCredits(deps, actorOf(request), adjustment, identity);
      const { version: _, ...amounts } = balance;
      return { body: { balance: amounts, entry: { ...entryAnswer(entry), by: entry.by ?? null } } };
    },
    listEvents: async ({ deps, user, query }) => ({ body: await listEvents(deps, user.userId, query) }),
    lookAtEvent: async ({ deps, params, query, log, ...request }) => {
      const look = { eventId: params.id, isRevealed: query.reveal === 'true' };
      return { body: await lookAtEvent({ ...deps, log }, actorOf(request), look) };
    },
    redriveEvent: async ({ deps, params, ...request }) => ({
      body: { redriven: await redriveEvent(deps, actorOf(request), params.id) },
    }),
    redriveEvents: async ({ deps, body, ...request }) => ({
      body: await redriveEvents(deps, actorOf(request), body),
    }),
    getMetrics: async ({ deps }) => ({ body: { metrics: (await readMetrics(deps.table)) ?? null } }),
    countMetrics: async ({ deps, ...request }) => {
      await noteAct(deps, actorOf(request), { act: 'countMetrics' });
      const metrics = await countMetrics(deps, withinARequest);
      if (metrics) return { body: { metrics } };
      throw new AppError(
        'too_much_to_count',
        'There is too much to count in a request; it is counted each day',
      );
    },
    listAudit: async ({ deps, user, query }) => ({ body: await listAudit(deps, user.userId, query) }),
  },
});

export const handler = createHandler(lambdaOutside);
