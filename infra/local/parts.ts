import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeQueues, rulesFor } from './consumers.ts';
import { startEventsServer } from './events-server.ts';
import {
  laptopFrontend,
  laptopWebhookSecret,
  namesFor,
  replacedParts,
  type SettingValues,
} from './laptop-settings.ts';
import { startMailbox } from './mailbox.ts';
import { type Ports, partNames } from './ports.ts';
import { sellCatalog } from './sell-catalog.ts';
import { startGithub } from './sign-in/github.ts';
import { startGoogle } from './sign-in/google.ts';
import { startStripeSimulator } from './stripe/server.ts';
import { createTableIfMissing } from './table/create-table.ts';
import { startTableEngine } from './table/engine.ts';
import { startWeb } from './web.ts';

export interface Plan {
  given: SettingValues;
  ports: Ports;
  /** Folder of all data; without one everything lives in memory. */
  directory: string | undefined;
  /** Whether the site is served. */
  web: boolean;
}

interface Part {
  url: string;
  /** Of Stripe's simulator: what people may do in its portal. */
  portalConfiguration?: string | undefined;
  /** Of one that has a clock: how far ahead of the real one it is. */
  aheadSeconds?(): number;
  close(): Promise<void>;
}

const fileIn = (directory: string | undefined, name: string) =>
  directory ? join(directory, name) : undefined;

/** Sign-in may come back to the API, or to the site's own origin, which passes it on. */
function redirectUris(given: SettingValues, apiUrl: string): string[] {
  const frontends = (given.FRONTEND_URL ?? laptopFrontend).split(',').map((origin) => origin.trim());
  const bases = [given.BACKEND_URL ?? apiUrl, apiUrl, ...frontends];
  return [...new Set(bases.map((base) => new URL('/auth/callback', base).href))];
}

async function startTable({ given, ports, directory }: Plan) {
  const engine = await startTableEngine({
    port: ports.table,
    databaseFile: fileIn(directory, 'table.sqlite'),
  });
  try {
    await createTableIfMissing(engine.url, namesFor(given).TABLE_NAME);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function startEvents({ given, ports, directory }: Plan) {
  const { STAGE, BUS_NAME } = namesFor(given);
  const databaseFile = fileIn(directory, 'queues.sqlite') ?? ':memory:';
  const rules = rulesFor(STAGE);
  const events = await startEventsServer({ port: ports.events, databaseFile, busName: BUS_NAME, rules });
  makeQueues(events.queues, STAGE);
  // Whoever had received messages before is gone: they need not wait for a time-out to run out.
  for (const queue of events.queues.all()) events.queues.reveal(queue);
  return events;
}

async function startStripe({ given, ports, directory }: Plan, apiUrl: string): Promise<Part> {
  let portalConfiguration: string | undefined;
  const simulator = await startStripeSimulator({
    port: ports.stripe,
    webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? laptopWebhookSecret,
    webhookUrl: `${apiUrl}/api/webhooks/stripe`,
    databaseFile: fileIn(directory, 'stripe.sqlite') ?? ':memory:',
    prepare: async (url) => {
      portalConfiguration = await sellCatalog(url, given);
    },
  });
  return { ...simulator, portalConfiguration };
}

/** What stands in for a part that something else replaces. */
const elsewhere = async (url: string | undefined): Promise<Part> => ({
  url: url ?? '',
  close: async () => {},
});

/** The parts in the order in which they are stopped: what uses others before what it uses. */
const stopOrder = ['web', 'stripe', 'google', 'github', 'mailbox', 'events', 'table'] as const;

/** Starts all parts at once. When one fails, the others are stopped before it throws. */
export async function startParts(plan: Plan, apiUrl: string) {
  const { given, ports, directory } = plan;
  if (directory) mkdirSync(directory, { recursive: true });
  const replaced = replacedParts(given, ports);
  const uris = redirectUris(given, apiUrl);
  if (replaced.has('table') && given.DYNAMODB_ENDPOINT) {
    await createTableIfMissing(given.DYNAMODB_ENDPOINT, namesFor(given).TABLE_NAME);
  }
  const starting = {
    web: plan.web ? startWeb(ports.web) : undefined,
    table: replaced.has('table') ? undefined : startTable(plan),
    events: replaced.has('events') ? undefined : startEvents(plan),
    mailbox: replaced.has('mailbox')
      ? elsewhere(given.SES_ENDPOINT)
      : startMailbox({ port: ports.mailbox, file: fileIn(directory, 'mailbox.json') }),
    google: replaced.has('google') ? elsewhere(given.GOOGLE_ISSUER_URL) : startGoogle(ports.google, uris),
    github: replaced.has('github') ? elsewhere(given.GITHUB_URL) : startGithub(ports.github, uris),
    stripe: replaced.has('stripe') ? elsewhere(given.STRIPE_API_URL) : startStripe(plan, apiUrl),
  };
  const close = async () => {
    for (const name of stopOrder) {
      const [part] = await Promise.allSettled([starting[name]]);
      if (part.status === 'fulfilled') await part.value?.close();
    }
  };
  const settle = async <T>(name: keyof typeof starting, part: T): Promise<Awaited<T>> => {
    try {
      return await part;
    } catch (cause) {
      throw new Error(`${partNames[name]} did not start: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
  };
  try {
    const [web, table, events, mailbox, google, github, stripe] = await Promise.all([
      settle('web', starting.web),
      settle('table', starting.table),
      settle('events', starting.events),
      settle('mailbox', starting.mailbox),
      settle('google', starting.google),
      settle('github', starting.github),
      settle('stripe', starting.stripe),
    ]);
    return { web, table, events, mailbox, google, github, stripe, replaced, close };
  } catch (error) {
    await close();
    throw error;
  }
}
