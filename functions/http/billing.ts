import { billingRoutes } from '../../lib/contract/billing-routes.ts';
import type { Catalog } from '../../lib/contract/catalog.ts';
import { AppError } from '../../lib/contract/errors.ts';
import { billingSettings } from '../../lib/contract/settings.ts';
import { readBalance } from '../../lib/credits/balance.ts';
import { entryAnswer } from '../../lib/credits/entry.ts';
import { spend } from '../../lib/credits/spend.ts';
import { readStatement } from '../../lib/credits/statement.ts';
import { bySessionOrKey } from '../../lib/keys/key-authentication.ts';
import { listPayments } from '../../lib/payments/list-payments.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { requestIdentity } from '../../lib/platform/idempotency.ts';
import { lambdaOutside, type Outside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { standingOf } from '../../lib/subscriptions/standing.ts';
import type { UserItem } from '../../lib/users/user-item.ts';

const planOf = ({ catalog, outside }: { catalog: Catalog; outside: Outside }, { subscription }: UserItem) =>
  standingOf(catalog, subscription, outside.clock.now()).plan;

export const createHandler = httpFunction({
  name: 'billing',
  settings: billingSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
  }),
  routes: billingRoutes,
  authentication: bySessionOrKey,
  handlers: {
    getCredits: async ({ deps, user }) => {
      const { balance, available, held } = await readBalance(deps.table, user.userId);
      const { tier, unlimited } = planOf(deps, user);
      return { body: { balance, available, held, unlimited, tier } };
    },
    listLedger: async ({ deps, user, query }) => ({ body: await readStatement(deps, user.userId, query) }),
    spendCredits: async ({ deps, user, body, headers }) => {
      const { credits, reason } = body;
      const identity = requestIdentity('spend', headers['idempotency-key'], [credits, reason]);
      const { unlimited } = planOf(deps, user);
      const result = await spend(deps, { userId: user.userId, credits, reason, unlimited }, identity);
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
