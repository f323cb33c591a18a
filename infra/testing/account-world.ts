import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createHandler as account } from '../../functions/http/account.ts';
import { createHandler as billing } from '../../functions/http/billing.ts';
import { routes } from '../../lib/contract/routes.ts';
import { keys } from '../../lib/platform/keys.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { type SessionsDeps, startSession } from '../../lib/sessions/session.ts';
import type { Subscription } from '../../lib/subscriptions/subscription-item.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { routeTable } from '../local/api/route-table.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { createTableIfMissing } from '../local/table/create-table.ts';
import { startTableEngine } from '../local/table/engine.ts';
import { requireDocumented } from './contract-answers.ts';
import { httpEvent, invoke } from './http-event.ts';
import { subscriptionFixture } from './subscription-fixture.ts';

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  cookies?: string[];
}

const site = 'http://localhost:5000';
type Handler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** A browser that the person has signed in with. */
async function browserOf<Answer>(
  deps: SessionsDeps,
  { userId, userAgent = 'test' }: { userId: string; userAgent?: string },
  call: (method: string, address: string, sent: Sent) => Answer,
) {
  const session = await startSession(deps, userId, userAgent);
  const cookies = [sessionCookieFor(session, 3_600).split(';')[0] ?? ''];
  return {
    userId,
    cookies,
    /** Calls as the site does: with the session's cookie, from its origin. */
    call: (method: string, address: string, body?: unknown) =>
      call(method, address, { body, cookies, headers: { origin: site } }),
  };
}

type Servers = Record<string, (outside: Outside) => Handler>;

const handlersOf = (servers: Servers, outside: Outside) =>
  new Map<string, Handler>(
    Object.entries(servers).map(([name, createHandler]) => [name, createHandler(outside)]),
  );

const environmentFor = (tableUrl: string) => ({
  STAGE: 'test',
  LOG_LEVEL: 'SILENT',
  TABLE_NAME: 'cue-test',
  DYNAMODB_ENDPOINT: tableUrl,
  FRONTEND_URL: site,
  BACKEND_URL: 'http://localhost:8000',
  SESSION_SECRET_KEY: 'x'.repeat(32),
  IDENTITY_HASH_KEY: 'y'.repeat(32),
  ORIGIN_PROOF: 'the stack',
});

async function invokeDocumented(handler: Handler, event: APIGatewayProxyEventV2) {
  const answer = await invoke(handler, event);
  const { statusCode: status = 0, headers, json: body } = answer;
  const contentType = headers?.['Content-Type']?.toString();
  requireDocumented(event.requestContext.http.method, event.rawPath, { status, contentType, body });
  return answer;
}

/** Functions that serve HTTP, `account` and `billing` unless said, on the real DynamoDB engine, with a clock of their own. */
export async function startAccountWorld(servers: Servers = { account, billing }) {
  const engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  let nowMs = Date.parse('2026-11-21T10:00:00Z');
  const clock = { now: () => new Date(nowMs) };
  const environment = environmentFor(engine.url);
  const outside: Outside = { ...patientOutside, environment, clock, realClock: clock };
  const table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, outside);
  const find = routeTable(Object.values(routes), 'none');
  const usual = handlersOf(servers, outside);

  /** Calls the API with nothing but what is given. */
  async function call(
    method: string,
    address: string,
    { body, headers = {}, cookies = [] }: Sent = {},
    handlers = usual,
  ) {
    const { servedBy, routeKey, pathParameters } = find(method, address.split('?')[0] ?? '');
    const handler = handlers.get(servedBy);
    if (!handler) throw new Error(`${method} ${address} is none of these functions'`);
    const event = httpEvent(method, address, {
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(cookies.length > 0 ? { cookies } : {}),
    });
    const {
      statusCode,
      headers: answered,
      json,
      bytes,
      cookies: set,
    } = await invokeDocumented(handler, {
      ...event,
      routeKey,
      ...(pathParameters ? { pathParameters } : {}),
    });
    return { status: statusCode, headers: answered ?? {}, json, bytes, cookies: set ?? [] };
  }

  async function subscribe(userId: string, tier: string, change: Partial<Subscription> = {}): Promise<void> {
    await table.update({
      Key: keys.user(userId),
      UpdateExpression: 'SET subscription = :subscription',
      ExpressionAttributeValues: { ':subscription': subscriptionFixture({ userId, tier, ...change }) },
    });
  }

  let made = 0;
  return {
    sessionOf: (userId: string) => browserOf({ table, outside }, { userId }, call),
    table,
    outside,
    call,
    /** The functions in another outside: one where AWS fails, say. */
    handlersIn: (other: Outside) => handlersOf(servers, other),
    subscribe,
    clock,
    advanceSeconds: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
    /** Someone with an account and a session, on a plan if one is named. */
    async person(tier?: string) {
      made += 1;
      const email = `person${made}@example.com`;
      const identity = { provider: 'github', subject: email, email, emailAuthority: true } as const;
      const names = { firstName: null, lastName: null, profileImageUrl: null };
      const signedUp = await signUp({ table, outside }, { ...identity, ...names });
      if (signedUp.outcome !== 'signedIn') throw new Error(`${email} has an account`);
      const { userId } = signedUp;
      if (tier) await subscribe(userId, tier);
      return {
        ...(await browserOf({ table, outside }, { userId }, call)),
        /** The same person with another browser. */
        elsewhere: (userAgent: string) => browserOf({ table, outside }, { userId, userAgent }, call),
      };
    },
    close: () => engine.close(),
  };
}

export type AccountWorld = Awaited<ReturnType<typeof startAccountWorld>>;
export type WorldPerson = Awaited<ReturnType<AccountWorld['person']>>;
