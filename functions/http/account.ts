import { accountDataRoutes } from '../../lib/contract/account-data-routes.ts';
import { accountRoutes } from '../../lib/contract/account-routes.ts';
import { accountSettings } from '../../lib/contract/function-settings.ts';
import { identityRoutes } from '../../lib/contract/identity-routes.ts';
import { keyRoutes } from '../../lib/contract/key-routes.ts';
import { preferenceRoutes } from '../../lib/contract/preference-routes.ts';
import { referralRoutes } from '../../lib/contract/referral-routes.ts';
import { sessionRoutes } from '../../lib/contract/session-routes.ts';
import { widgetRoutes } from '../../lib/contract/widget-routes.ts';
import { createKey } from '../../lib/keys/create-key.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { keyAnswer } from '../../lib/keys/key-item.ts';
import { keysAnswer } from '../../lib/keys/keys-answer.ts';
import { limitNewKeys } from '../../lib/keys/new-key-limit.ts';
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
import { readReferrals } from '../../lib/referrals/read-referrals.ts';
import { clearSessionCookie } from '../../lib/sessions/cookie.ts';
import { endOtherSessions, endSessionById, listSessions } from '../../lib/sessions/devices.ts';
import { endSession } from '../../lib/sessions/session.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';
import { listIdentities, unlinkIdentity } from '../../lib/users/identities.ts';
import { readPreferences, updatePreferences } from '../../lib/users/preferences.ts';
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
    verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
    site: settings.FRONTEND_URL[0] ?? '',
    cursors: createCursorSeal(settings.SESSION_SECRET_KEY),
    trialKey: settings.IDENTITY_HASH_KEY,
    count: createCount(settings.STAGE, outside),
    // What fails is done again by the schedule: nobody waits for a second try.
    stripe: createStripe(settings, 0),
  }),
  routes: {
    ...accountRoutes,
    ...accountDataRoutes,
    ...sessionRoutes,
    ...identityRoutes,
    ...preferenceRoutes,
    ...keyRoutes,
    ...widgetRoutes,
    ...referralRoutes,
  },
  authentication: byCookieOrBearer,
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
    listSessions: async ({ deps, user: { userId }, cookies }) => ({
      body: { sessions: await listSessions(deps, { userId, cookies }) },
    }),
    endSession: async ({ deps, user: { userId }, params: { id }, cookies, log }) => {
      const isOwn = await endSessionById(deps, { userId, cookies }, id);
      log.info('Session ended', { userId, sessionId: id });
      return {
        body: { message: 'Session ended' },
        ...(isOwn ? { cookies: clearSessionCookie(cookies) } : {}),
      };
    },
    endOtherSessions: async ({ deps, user: { userId }, cookies, log }) => {
      await endOtherSessions(deps, { userId, cookies });
      log.info('Other sessions ended', { userId });
      return { body: { message: 'All other sessions ended' } };
    },
    listIdentities: async ({ deps, user }) => ({
      body: { identities: await listIdentities(deps.table, user) },
    }),
    unlinkIdentity: async ({ deps, user, params: { provider }, log }) => {
      await unlinkIdentity(deps.table, user, provider);
      log.info('Identity unlinked', { userId: user.userId, provider });
      return { body: { message: 'Sign-in method unlinked' } };
    },
    getPreferences: async ({ deps, user }) => ({ body: await readPreferences(deps, user.userId) }),
    updatePreferences: async ({ deps, user, body }) => ({
      body: await updatePreferences(deps, user.userId, body),
    }),
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
    getReferrals: async ({ deps, user }) => ({ body: await readReferrals(deps, user) }),
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
