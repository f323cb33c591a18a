import { accountRoutes } from '../../lib/contract/account-routes.ts';
import { accountSettings } from '../../lib/contract/settings.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { clearSessionCookie } from '../../lib/sessions/cookie.ts';
import { endSession } from '../../lib/sessions/session.ts';
import { bySession } from '../../lib/sessions/session-authentication.ts';
import { updateProfile } from '../../lib/users/profile.ts';
import { userAnswer } from '../../lib/users/user-item.ts';

export const createHandler = httpFunction({
  name: 'account',
  settings: accountSettings,
  deps: ({ settings, outside }) => ({ table: createTable(settings, outside), outside }),
  routes: accountRoutes,
  authentication: bySession,
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
  },
});

export const handler = createHandler(lambdaOutside);
