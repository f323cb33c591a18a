import { credentialFields } from '../../lib/contract/credential-fields.ts';
import { credentialRoutes } from '../../lib/contract/credential-routes.ts';
import { credentialSettings } from '../../lib/contract/function-settings.ts';
import { checkKept } from '../../lib/credentials/check-kept.ts';
import { checkValues } from '../../lib/credentials/check-values.ts';
import { credentialAnswer } from '../../lib/credentials/credential-item.ts';
import { keepCredential } from '../../lib/credentials/keep-credential.ts';
import { listCredentials } from '../../lib/credentials/list-credentials.ts';
import { removeCredential } from '../../lib/credentials/remove-credential.ts';
import { createSeal } from '../../lib/credentials/seal.ts';
import { byCookieOrBearer } from '../../lib/keys/key-authentication.ts';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { httpFunction } from '../../lib/platform/http/http-function.ts';
import { validate } from '../../lib/platform/http/validate.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { createTokenVerifier } from '../../lib/tokens/verify-token.ts';
import { limitRequests } from '../../lib/usage/limit-requests.ts';

/** The only function that has the keys that credentials are sealed with. */
export const createHandler = httpFunction({
  name: 'credentials',
  settings: credentialSettings,
  deps: ({ settings, outside }) => ({
    outside,
    table: createTable(settings, outside),
    verifyToken: createTokenVerifier(settings.AUTH_JWT_ISSUERS, outside.realClock),
    catalog: loadCatalog(settings.PLANS_FILE),
    stage: settings.STAGE,
    seal: createSeal(settings.CREDENTIALS_ENCRYPTION_KEYS, outside),
    services: settings,
  }),
  routes: credentialRoutes,
  authentication: byCookieOrBearer,
  handlers: {
    listCredentials: async ({ deps, user }) => ({
      body: { credentials: (await listCredentials(deps.table, user.userId)).map(credentialAnswer) },
    }),
    putCredential: async ({ deps, user, params: { service, name }, body, log }) => {
      const { userId } = user;
      const values = validate(credentialFields[service], body);
      await limitRequests(deps, { subject: userId, user }, { action: 'putCredential' });
      const { item, check } = await keepCredential(deps, { userId, service, name }, values);
      log.info('Credential kept', { userId, service, status: check.status });
      return { body: { ...credentialAnswer(item), detail: check.detail } };
    },
    deleteCredential: async ({ deps, user, params, log }) => {
      await removeCredential(deps.table, user.userId, params);
      log.info('Credential deleted', { userId: user.userId, service: params.service });
      return { body: { message: 'Credential deleted' } };
    },
    validateCredential: async ({ deps, user, params: { service }, body: { name, ...values }, log }) => {
      const { userId } = user;
      const given = name ?? validate(credentialFields[service], values);
      await limitRequests(deps, { subject: userId, user }, { action: 'validateCredential' });
      const check =
        typeof given === 'string'
          ? await checkKept(deps, { userId, service, name: given })
          : await checkValues(deps, service, given);
      log.info('Credential checked', { userId, service, status: check.status });
      return { body: { valid: check.status === 'valid', ...check } };
    },
  },
});

export const handler = createHandler(lambdaOutside);
