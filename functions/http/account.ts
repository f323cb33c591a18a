import { accountDataRoutes } from '../../lib/contract/account-data-routes.ts';
import { accountRoutes } from '../../lib/contract/account-routes.ts';
import { accountSettings } from '../../lib/contract/function-settings.ts';
import { keyRoutes } from '../../lib/contract/key-routes.ts';
import { widgetRoutes } from '../../lib/contract/widget-routes.ts';
import { createKey } from '../../lib/keys/create-key.ts';
import { bySessionOrKey } from '../../lib/keys/key-authentication.ts';
import { keyAnswer } from '../../lib/keys/key-item.ts';
import { listKeys } from '../../lib/keys/list-keys.ts';
import { revealKey } from '../../lib/keys/reveal-key.ts';
import { revokeKey } from '../../lib/keys/revoke-key.ts';
import { rollKey } from '../../lib/keys/roll-key.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { createCursorSeal } from '../../lib/platform/cursor.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { createCount } from '../../lib/platform/metrics.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createStripe } from '../../lib/platform/stripe.ts';
import { createTable } from '../../lib/platform/table.ts';
import { clearSessionCookie } from '../../lib/sessions/cookie.ts';
import { endSession } from '../../lib/sessions/session.ts';
import { updateProfile } from '../../lib/users/profile.ts';
import { userAnswer } from '../../lib/users/user-item.ts';
import { readWidget, updateWidget } from '../../lib/widget/edit-widget.ts';
import { readConfig } from '../../lib/widget/read-config.ts';
import { configOf } from '../../lib/widget/widget-item.ts';

// Browsers may keep it that long: an embedded widget costs a call a minute, and a change shows within one.
const configAgeSeconds = 60;

export const createHandler = httpFunction({
  name: 'account',
  settings: accountSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    trialKey: settings.IDENTITY_HASH_KEY,
    count: createCount(settings.STAGE, outside),
    // What fails is done again by the schedule: nobody waits for a second try.
    stripe: createStripe(settings, 0),
  }),
  routes: { ...accountRoutes, ...accountDataRoutes, ...keyRoutes, ...widgetRoutes },
  authentication: bySessionOrKey,
  handlers: {
    getUser: async ({ user }) => ({ body: userAnswer(user) }),
    updateProfile: async ({ deps, user, body }) => ({
      body: userAnswer(await updateProfile(deps, user.userId, body)),
    }),
    logout: async ({ deps, cookies, log }) => {
      const userId = await endSession(deps, cookies);
      if (userId) log.info('Signed out', { userId });
      return { body: { message: 'Logged out successfully' }, cookies: clearSessionCookie(cookies) };
    },
    // Both are rare, and no start should be longer for them.
    exportAccount: async ({ deps, user, query }) => {
      const { exportAccount } = await import('../../lib/account-data/export-account.ts');
      return { body: await exportAccount(deps, user.userId, query.cursor) };
    },
    deleteAccount: async ({ deps, user, body, cookies, log }) => {
      const { deleteAccount } = await import('../../lib/erasure/delete-account.ts');
      await deleteAccount({ ...deps, log }, user, body.confirm);
      return {
        body: { message: 'Your account is deleted. What is left of its data is being erased.' },
        cookies: clearSessionCookie(cookies),
      };
    },
    listKeys: async ({ deps, user }) => ({
      body: { keys: (await listKeys(deps.table, user.userId)).map(keyAnswer) },
    }),
    createKey: async ({ deps, user, body, log }) => {
      const { key, secret } = await createKey(deps, user.userId, body);
      log.info('API key made', { userId: user.userId, keyId: key.keyId });
      return { body: { key: keyAnswer(key), secret } };
    },
    revokeKey: async ({ deps, user, params, log }) => {
      await revokeKey(deps.table, user.userId, params.id);
      log.info('API key revoked', { userId: user.userId, keyId: params.id });
      return { body: { message: 'API key revoked' } };
    },
    revealKey: async ({ deps, user, params, log }) => {
      const secret = await revealKey(deps, user.userId, params.id);
      log.info('API key revealed', { userId: user.userId, keyId: params.id });
      return { body: { secret } };
    },
    rollKey: async ({ deps, user, params, log }) => {
      const secret = await rollKey(deps, user.userId, params.id);
      log.info('API key rolled', { userId: user.userId, keyId: params.id });
      return { body: { secret } };
    },
    getWidget: async ({ deps, user }) => ({ body: await readWidget(deps.table, user.userId) }),
    updateWidget: async ({ deps, user, body }) => ({ body: await updateWidget(deps, user.userId, body) }),
    getWidgetConfig: async ({ deps, query, headers: { origin } }) => ({
      body: configOf(await readConfig(deps, query.key, origin)),
      headers: {
        'Cache-Control': `public, max-age=${configAgeSeconds}`,
        ...(origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin }),
      },
    }),
  },
});

export const handler = createHandler(lambdaOutside);
