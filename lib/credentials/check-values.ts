import type { CredentialValues } from '../contract/credential-fields.ts';
import type { Check } from '../contract/credential-routes.ts';
import type { SettingsOf } from '../contract/settings.ts';
import type { CredentialService } from '../graph/graph.ts';
import { askStatus } from '../platform/ask-status.ts';
import { callerIdentityStatus } from '../platform/caller-identity.ts';
import type { Outside } from '../platform/outside.ts';
import { checkWebhook } from './check-webhook.ts';

export interface CheckDeps {
  outside: Pick<Outside, 'realClock'>;
  /** Where the services are, when not at their own addresses. */
  services: Partial<SettingsOf<'STRIPE_API_URL' | 'SENDGRID_API_URL' | 'OPENAI_API_URL' | 'STS_ENDPOINT'>>;
}

type Checks = {
  [Service in CredentialService]: (
    deps: CheckDeps,
    values: CredentialValues[Service],
    signal: AbortSignal,
  ) => Promise<Check>;
};

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** What came back without yes or no: nothing is known of the key. */
const unknown = (service: string, status: number | undefined): Check => ({
  status: 'unchecked',
  detail:
    status === undefined
      ? `${service} could not be reached. Whether the key is good is not known.`
      : `${service} answered neither yes nor no. Try again later.`,
});

const checks: Checks = {
  // Of what there is to ask the one thing that no right is needed for: a restricted key gets 403 there.
  stripe: async ({ services }, { secretKey }, signal) => {
    const url = new URL('/v1/account', services.STRIPE_API_URL ?? 'https://api.stripe.com');
    const status = await askStatus(url, { headers: bearer(secretKey), signal });
    if (status === 200) return { status: 'valid', detail: 'Stripe takes this key.' };
    if (status === 403)
      return {
        status: 'valid',
        detail: 'Stripe knows this restricted key. What it may do is up to its rights.',
      };
    if (status === 401)
      return { status: 'invalid', detail: 'Stripe does not know this key, or it has expired.' };
    return unknown('Stripe', status);
  },
  sendgrid: async ({ services }, { apiKey }, signal) => {
    const url = new URL('/v3/scopes', services.SENDGRID_API_URL ?? 'https://api.sendgrid.com');
    const status = await askStatus(url, { headers: bearer(apiKey), signal });
    if (status === 200) return { status: 'valid', detail: 'SendGrid takes this key.' };
    if (status === 401 || status === 403)
      return { status: 'invalid', detail: 'SendGrid does not take this key.' };
    return unknown('SendGrid', status);
  },
  aws: async ({ services, outside }, { region: _, ...key }, signal) => {
    const now = outside.realClock.now();
    const status = await callerIdentityStatus(key, { endpoint: services.STS_ENDPOINT, now, signal });
    if (status === 200)
      return { status: 'valid', detail: 'AWS takes this key. What it may do is up to its policies.' };
    if (status === 403)
      return {
        status: 'invalid',
        detail: 'AWS does not take this key: the id or the secret is wrong, or it is off.',
      };
    return unknown('AWS', status);
  },
  openai: async ({ services }, { apiKey }, signal) => {
    const url = new URL('/v1/models', services.OPENAI_API_URL ?? 'https://api.openai.com');
    const status = await askStatus(url, { headers: bearer(apiKey), signal });
    if (status === 200) return { status: 'valid', detail: 'OpenAI takes this key.' };
    if (status === 401) return { status: 'invalid', detail: 'OpenAI does not know this key.' };
    if (status === 403)
      return {
        status: 'unchecked',
        detail: 'OpenAI does not let this key list models, so it was not checked.',
      };
    return unknown('OpenAI', status);
  },
  webhook: (_, { url }, signal) => checkWebhook(new URL(url), signal),
};

// All of it together, a name's resolution included.
const timeoutMs = 5_000;

/** Asks the service whether it takes these values. What it says is told in our words, and does no harm there. */
export function checkValues<Service extends CredentialService>(
  deps: CheckDeps,
  service: Service,
  values: CredentialValues[Service],
): Promise<Check> {
  return checks[service](deps, values, AbortSignal.timeout(timeoutMs));
}
