import { accountRoutes } from '../../lib/contract/account-routes.ts';
import { accountSettings } from '../../lib/contract/function-settings.ts';
import { keyRoutes } from '../../lib/contract/key-routes.ts';
import { widgetRoutes } from '../../lib/contract/widget-routes.ts';
import { createKey } from '../../lib/keys/create-key.ts';
import { bySessionOrKey } from '../../lib/keys/key-authentication.ts';
import { keyAnswer } from '../../lib/keys/key-item.ts';
import { keysAnswer } from '../../lib/keys/keys-answer.ts';
import { limitNewKeys } from '../../lib/keys/new-key-limit.ts';
import { revealKey } from '../../lib/keys/reveal-key.ts';
import { revokeKey } from '../../lib/keys/revoke-key.ts';
import { rollKey } from '../../lib/keys/roll-key.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
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
  }),
  routes: { ...accountRoutes, ...keyRoutes, ...widgetRoutes },
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
    listKeys: async ({ deps, user }) => ({ body: { keys: await keysAnswer(deps, user.userId) } }),
    createKey: async ({ deps, user, body, log }) => {
      await limitNewKeys(deps, user.userId);
      const { key, secret } = await createKey(deps, user.userId, body);
      log.info('API key made', { userId: user.userId, keyId: key.keyId });
      return { body: { key: keyAnswer(key, 0), secret } };
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
