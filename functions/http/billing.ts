import { billingRoutes } from '../../lib/contract/billing-routes.ts';
import { AppError } from '../../lib/contract/errors.ts';
import { billingSettings } from '../../lib/contract/settings.ts';
import { readBalance } from '../../lib/credits/balance.ts';
import { entryAnswer } from '../../lib/credits/entry.ts';
import { spend } from '../../lib/credits/spend.ts';
import { readStatement } from '../../lib/credits/statement.ts';
import { listPayments } from '../../lib/payments/list-payments.ts';
import { freeTier, loadCatalog } from '../../lib/plans/catalog.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { requestIdentity } from '../../lib/platform/idempotency.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { bySession } from '../../lib/sessions/session-authentication.ts';

export const createHandler = httpFunction({
  name: 'billing',
  settings: billingSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    tier: freeTier(loadCatalog(settings.PLANS_FILE)),
  }),
  routes: billingRoutes,
  authentication: bySession,
  handlers: {
    getCredits: async ({ deps, user }) => {
      const { balance, available, held } = await readBalance(deps.table, user.userId);
      return { body: { balance, available, held, unlimited: false, tier: deps.tier } };
    },
    listLedger: async ({ deps, user, query }) => ({ body: await readStatement(deps, user.userId, query) }),
    spendCredits: async ({ deps, user, body, headers }) => {
      const { credits, reason } = body;
      const identity = requestIdentity('spend', headers['idempotency-key'], [credits, reason]);
      const result = await spend(deps, { userId: user.userId, credits, reason }, identity);
      if (result.outcome === 'insufficientCredits') {
        const { available, needed } = result;
        throw new AppError(
          'insufficient_credits',
          `Insufficient credits. You have ${available}, need ${needed}`,
        );
      }
      const { balance, available } = result.balance;
      return { body: { balance, available, entry: entryAnswer(result.entry) } };
    },
    listPayments: async ({ deps, user, query }) => ({ body: await listPayments(deps, user.userId, query) }),
  },
});

export const handler = createHandler(lambdaOutside);
