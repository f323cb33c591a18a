import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import Stripe from 'stripe';
import { ledgerAudit } from '../../lib/credits/verify-ledger.ts';
import { createTable } from '../../lib/platform/table.ts';
import { type SessionToken, sessionCookieFor } from '../../lib/sessions/cookie.ts';
import { startSession } from '../../lib/sessions/session.ts';
import { signUp } from '../../lib/users/sign-up.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../local/cloud.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { chooseOnPage } from './choose-on-page.ts';
import { requireDocumented } from './contract-answers.ts';

const site = 'http://localhost:5000';
const anyFreePort = { web: 0, api: 0, table: 0, events: 0, mailbox: 0, google: 0, github: 0, stripe: 0 };

// All tests come from one address, and a test's people buy faster than people do.
const unhurried = { LOG_LEVEL: 'SILENT', SIGN_INS_PER_MINUTE: '1000', CHECKOUTS_PER_MINUTE: '1000' };

/** A browser's cookies: enough of them for one site. */
class Cookies {
  private readonly kept = new Map<string, string>();

  keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) this.set(line);
  }

  set(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0/i.test(line)) this.kept.delete(pair.slice(0, at));
    else this.kept.set(pair.slice(0, at), pair.slice(at + 1));
  }

  header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  json: Body;
}

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Someone with a browser on our site. */
export interface Person {
  cookies: Cookies;
  /** Calls the API as the site does: with cookies, from its origin. */
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<Answer<Body>>;
  /** Goes through the provider's pages; answers where the browser ends up. */
  signIn(provider: 'google' | 'github', who: string, startPath?: string): Promise<string>;
}

const locationOf = (answer: Response) => answer.headers.get('location') ?? '';

const isRaw = (body: unknown): body is string | Buffer<ArrayBuffer> =>
  typeof body === 'string' || Buffer.isBuffer(body);

function person(apiUrl: string): Person {
  const cookies = new Cookies();
  const visit = async (url: string) => {
    const answer = await fetch(url, { headers: { cookie: cookies.header() }, redirect: 'manual' });
    cookies.keep(answer);
    return answer;
  };
  return {
    cookies,
    call: async (method, path, { body, headers } = {}) => {
      const answer = await fetch(apiUrl + path, {
        method,
        headers: {
          origin: site,
          cookie: cookies.header(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
        redirect: 'manual',
      });
      cookies.keep(answer);
      const contentType = answer.headers.get('content-type') ?? undefined;
      const text = await answer.text();
      const json = text && contentType?.includes('json') ? JSON.parse(text) : undefined;
      requireDocumented(method, path, { status: answer.status, contentType, body: json });
      return { status: answer.status, headers: answer.headers, json };
    },
    signIn: async (provider, who, startPath = `/auth/${provider}`) => {
      const started = await visit(apiUrl + startPath);
      if (!locationOf(started).includes('/auth') && !locationOf(started).includes('/login'))
        return locationOf(started);
      const chosen = await chooseOnPage(new URL(locationOf(started)), who);
      return locationOf(await visit(locationOf(chosen)));
    },
  };
}

export interface Product {
  cloud: LocalCloud;
  site: string;
  newPerson(): Person;
  signedIn(who: string, provider?: 'google' | 'github'): Promise<Person>;
  /** A person with an account and a session that no provider had to be asked for: for crowds, and who was invited. */
  account(email: string, invitation?: string): Promise<Person>;
  /** A browser in which that person is signed in. */
  sessionOf(userId: string): Promise<Person>;
  stripe: Stripe;
  simulator(path: string, body: unknown): Promise<unknown>;
  /** Opens a checkout and pays it on the hosted page; answers the page's answer. */
  buy(buyer: Person, credits: number, form?: Record<string, string>): Promise<Response>;
  /** Until Stripe has delivered all it has and every queue is empty. */
  settled(timeoutMs?: number): Promise<void>;
  audit(): Promise<ReturnType<ReturnType<typeof ledgerAudit>['result']>>;
  close(): Promise<void>;
}

function withSession(someone: Person, session: SessionToken): Person {
  someone.cookies.set(sessionCookieFor(session, 3_600));
  return someone;
}

/** The whole product on free ports, with nothing kept. */
export async function startProduct(
  options: Partial<Pick<LocalCloudOptions, 'given' | 'outsideFor' | 'directory'>> = {},
): Promise<Product> {
  const cloud = await startLocalCloud({
    ports: anyFreePort,
    directory: undefined,
    web: false,
    ...options,
    given: { ...unhurried, ...options.given },
  });
  const { addresses } = cloud;
  const { hostname, port } = new URL(addresses.stripe);
  const stripe = new Stripe('sk_test_laptop', { host: hostname, port: Number(port), protocol: 'http' });
  const simulator = async (path: string, body: unknown) =>
    (await fetch(addresses.stripe + path, { method: 'POST', body: JSON.stringify(body) })).json();
  const newPerson = () => person(addresses.api);
  const TABLE_NAME = cloud.settings.TABLE_NAME ?? '';
  const table = createTable({ TABLE_NAME, DYNAMODB_ENDPOINT: addresses.table }, patientOutside);
  const sessions = { table, outside: patientOutside };
  const sessionOf = async (userId: string) =>
    withSession(newPerson(), await startSession(sessions, userId, 'test'));

  async function pendingDeliveries(): Promise<number> {
    const { pending }: { pending: number } = await (await fetch(`${addresses.stripe}/_sim/webhooks`)).json();
    return pending;
  }

  async function settled(timeoutMs = 30_000): Promise<void> {
    const deadlineMs = Date.now() + timeoutMs;
    while ((await pendingDeliveries()) > 0) {
      if (Date.now() > deadlineMs) throw new Error('Stripe still has events to deliver');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // A mail waits for its credits with a back-off that need not be sat out.
    await cloud.settled(timeoutMs);
  }

  async function audit() {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: addresses.table }));
    const ledger = ledgerAudit();
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: TABLE_NAME, ConsistentRead: true, ExclusiveStartKey: from }),
      );
      for (const item of page.Items ?? []) ledger.add(item);
      from = page.LastEvaluatedKey;
    } while (from);
    return ledger.result();
  }

  return {
    cloud,
    site,
    stripe,
    simulator,
    newPerson,
    settled,
    audit,
    signedIn: async (who, provider = 'google') => {
      const someone = newPerson();
      const end = await someone.signIn(provider, who);
      if (end !== `${site}/?success=true`) throw new Error(`Sign-in ended at ${end}`);
      return someone;
    },
    account: async (email, invitation) => {
      const identity = { provider: 'github', subject: email, email, emailAuthority: true } as const;
      const names = { firstName: null, lastName: null, profileImageUrl: null };
      const signedUp = await signUp(sessions, { ...identity, ...names }, invitation);
      if (signedUp.outcome !== 'signedIn') throw new Error(`${email} has an account`);
      return sessionOf(signedUp.userId);
    },
    sessionOf,
    buy: async (buyer, credits, form = { card: '4242424242424242' }) => {
      const opened = await buyer.call<{ checkout_url: string }>(
        'POST',
        '/api/payments/create-one-time-payment',
        { body: { credits } },
      );
      if (opened.status !== 200)
        throw new Error(`Checkout answered ${opened.status}: ${JSON.stringify(opened.json)}`);
      return fetch(opened.json.checkout_url, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
    },
    close: () => cloud.close(),
  };
}
