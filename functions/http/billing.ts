import { billingRoutes } from '../../lib/contract/billing-routes.ts';
import type { Catalog } from '../../lib/contract/catalog.ts';
import { billingSettings } from '../../lib/contract/function-settings.ts';
import { currentBalance } from '../../lib/credits/current-balance.ts';
import { entryAnswer } from '../../lib/credits/entry.ts';
import { openHold } from '../../lib/credits/hold.ts';
import { holdAnswer } from '../../lib/credits/hold-item.ts';
import { insufficientCredits } from '../../lib/credits/insufficient-credits.ts';
import { releaseHold } from '../../lib/credits/release-hold.ts';
import { settleHold } from '../../lib/credits/settle-hold.ts';
import { spend } from '../../lib/credits/spend.ts';
import { readStatement } from '../../lib/credits/statement.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { listPayments } from '../../lib/payments/list-payments.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { requestIdentity } from '../../lib/platform/idempotency.ts';
import { lambdaOutside, type Outside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { balanceAnswer } from '../../lib/subscriptions/balance-answer.ts';
import { standingOf } from '../../lib/subscriptions/standing.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';
import { readUsage } from '../../lib/usage/read-usage.ts';
import type { UserItem } from '../../lib/users/user-item.ts';

const planOf = ({ catalog, outside }: { catalog: Catalog; outside: Outside }, { subscription }: UserItem) =>
  standingOf(catalog, subscription, outside.clock.now()).plan;

export const createHandler = httpFunction({
  name: 'billing',
  settings: billingSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
  }),
  routes: billingRoutes,
  authentication: byCookieOrBearer,
  handlers: {
    getCredits: async ({ deps, user }) => {
      const { balance, available, held } = await currentBalance(deps, user.userId);
      const { tier, unlimited } = planOf(deps, user);
      return { body: { balance, available, held, unlimited, tier } };
    },
    getBalance: async ({ deps, user }) => ({ body: await balanceAnswer(deps, user) }),
    listLedger: async ({ deps, user, query }) => ({ body: await readStatement(deps, user.userId, query) }),
    spendCredits: async ({ deps, user, body, headers }) => {
      const { credits, reason } = body;
      const identity = requestIdentity('spend', headers['idempotency-key'], [credits, reason]);
      const { unlimited } = planOf(deps, user);
      const command = { userId: user.userId, credits, reason, action: 'spendCredits', unlimited };
      const result = await spend(deps, command, identity);
      if (result.outcome === 'insufficientCredits') throw insufficientCredits(result);
      const { balance, available } = result.balance;
      return { body: { balance, available, entry: entryAnswer(result.entry) } };
    },
    holdCredits: async ({ deps, user, body, headers }) => {
      const { credits, reason, expires_in_seconds: expiresInSeconds } = body;
      const asked = [credits, reason, expiresInSeconds];
      const identity = requestIdentity('hold', headers['idempotency-key'], asked);
      const { unlimited } = planOf(deps, user);
      const wish = { userId: user.userId, credits, reason, expiresInSeconds, unlimited };
      const result = await openHold(deps, wish, identity);
      if (result.outcome === 'insufficientCredits') throw insufficientCredits(result);
      // As it was first answered, whatever has become of it since.
      return { body: holdAnswer({ ...result.hold, status: 'open' }) };
    },
    settleHold: async ({ deps, user, params, body, headers }) => {
      const settling = { userId: user.userId, holdId: params.id, credits: body.credits };
      const asked = [params.id, body.credits];
      const identity = requestIdentity('settle-hold', headers['idempotency-key'], asked);
      return { body: holdAnswer(await settleHold(deps, settling, identity)) };
    },
    releaseHold: async ({ deps, user, params, headers }) => {
      const identity = requestIdentity('release-hold', headers['idempotency-key'], [params.id]);
      const released = await releaseHold(deps, { userId: user.userId, holdId: params.id }, identity);
      return { body: holdAnswer(released) };
    },
    getUsage: async ({ deps, user, query }) => ({ body: await readUsage(deps, user.userId, query) }),
    listPayments: async ({ deps, user, query }) => ({ body: await listPayments(deps, user.userId, query) }),
  },
});

export const handler = createHandler(lambdaOutside);
