import type { ZodOpenApiOperationObject, ZodOpenApiSecuritySchemeObject } from 'zod-openapi';
import type { Route } from '../contract/route.ts';

type Security = NonNullable<ZodOpenApiOperationObject['security']>;

export const securitySchemes: Record<string, ZodOpenApiSecuritySchemeObject> = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-cue_session',
    description: 'Set by signing in with a browser.',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, `cue_…`. A call must be within its scopes.',
  },
  jwt: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of an issuer that this deployment trusts (`AUTH_JWT_ISSUERS`), good wherever a session is.',
  },
  stripeSignature: { type: 'apiKey', in: 'header', name: 'Stripe-Signature' },
};

const person: Security = [{ session: [] }, { jwt: [] }];

const callers: Record<Route['caller'], { security: Security; sentence: string }> = {
  anyone: { security: [], sentence: 'Anyone may call it.' },
  optional: { security: [{}, ...person], sentence: 'Anyone may call it; whoever is signed in is known.' },
  user: { security: person, sentence: 'Only for people who are signed in.' },
  admin: { security: person, sentence: 'Only for admins of Cue.' },
  stripe: { security: [{ stripeSignature: [] }], sentence: 'Only Stripe may call it, by its signature.' },
};

export const securityOf = ({ caller, keyScope }: Route): Security =>
  keyScope ? [...callers[caller].security, { apiKey: [keyScope] }] : callers[caller].security;

/** Who may call a route, in sentences. */
export function callersOf({ caller, keyScope, entitlement }: Route): string {
  const byKey = keyScope ? `An API key needs the scope \`${keyScope}\`.` : 'API keys may not.';
  const plan = `The plan must include \`${entitlement}\`.`;
  const asksWho = caller === 'user' || caller === 'admin' || keyScope !== undefined;
  return [callers[caller].sentence, ...(asksWho ? [byKey] : []), ...(entitlement ? [plan] : [])].join(' ');
}
