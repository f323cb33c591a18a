import { routes } from '../../lib/contract/routes.ts';
import { type FunctionName, functions } from '../manifest.ts';
import { startApi } from './api/api-server.ts';
import { provideAwsIdentity } from './aws-identity.ts';
import { findQueues, startConsumers } from './consumers.ts';
import { laptopCredentialKeys } from './credential-keys.ts';
import type { LocalFunction } from './functions/invoke.ts';
import { loadFunction, type OutsideFor } from './functions/load-function.ts';
import {
  type Addresses,
  givenSettings,
  namesFor,
  type SettingValues,
  settingsFor,
} from './laptop-settings.ts';
import type { Listening } from './listen.ts';
import { type Plan, startParts } from './parts.ts';
import { patientOutside } from './patient-outside.ts';
import { type Stillness, stillness, unknownStillness } from './quiet.ts';
import { startSchedules } from './schedules.ts';

export interface LocalCloudOptions extends Plan {
  /** What a function sees of the world; tests give it a clock of their own, or make its calls fail. */
  outsideFor?: OutsideFor;
}

export interface LocalCloud extends Stillness {
  /** Where each part can be reached; empty for the real thing. */
  addresses: Addresses;
  web: string | undefined;
  /** What the functions were given, each its own share. */
  settings: SettingValues;
  /** Settles when a part ends by itself; says which. */
  partEnded: Promise<string>;
  close(): Promise<void>;
}

/** Functions keep time with the Stripe simulator, so that a renewal that it makes in a month is in a month for them too. */
function outsideAhead(aheadMs: () => number): OutsideFor {
  const clock = { now: () => new Date(Date.now() + aheadMs()) };
  return (_name, environment) => ({ ...patientOutside, clock, environment });
}

type Loaded = Map<FunctionName, LocalFunction>;

async function loadFunctions(
  settings: SettingValues,
  queueUrls: ReadonlyMap<FunctionName, { url: string }>,
  outsideFor: OutsideFor,
): Promise<Loaded> {
  const names = Object.keys(functions) as FunctionName[];
  const loading = names.map(async (name) => {
    const QUEUE_URL = queueUrls.get(name)?.url;
    const values = QUEUE_URL ? { ...settings, QUEUE_URL } : settings;
    return [name, await loadFunction(name, values, outsideFor)] as const;
  });
  return new Map(await Promise.all(loading));
}

const servesDefault: FunctionName = 'meta';

/** Listens at once; requests wait until the functions are there. */
async function startApiEarly(port: number) {
  const { promise: loaded, resolve, reject } = Promise.withResolvers<Loaded>();
  // Whoever waits is told; without a waiter a failed start must not end the process by itself.
  loaded.catch(() => {});
  const api = await startApi({
    port,
    routes: Object.values(routes),
    servesDefault,
    functionNamed: async (name) => {
      const found = (await loaded).get(name as FunctionName);
      if (!found) throw new Error(`The manifest has no function ${name}`);
      return found;
    },
  });
  return { api, resolve, reject };
}

async function runFunctions(plan: LocalCloudOptions, api: Listening) {
  const parts = await startParts(plan, api.url);
  const { STAGE } = namesFor(plan.given);
  try {
    const addresses: Addresses = {
      api: api.url,
      table: parts.table?.url ?? plan.given.DYNAMODB_ENDPOINT ?? '',
      events: parts.events?.url ?? plan.given.SQS_ENDPOINT ?? '',
      mailbox: parts.mailbox.url,
      google: parts.google.url,
      github: parts.github.url,
      stripe: parts.stripe.url,
    };
    const { portalConfiguration } = parts.stripe;
    const settings = {
      CREDENTIALS_ENCRYPTION_KEYS: laptopCredentialKeys(plan.directory),
      ...(portalConfiguration ? { STRIPE_PORTAL_CONFIGURATION: portalConfiguration } : {}),
      ...settingsFor(plan.given, addresses, parts.replaced),
    };
    const queueAddresses = await findQueues(addresses.events, STAGE);
    const { aheadSeconds = () => 0 } = parts.stripe;
    const aheadMs = () => (plan.outsideFor ? 0 : aheadSeconds() * 1000);
    const outsideFor = plan.outsideFor ?? outsideAhead(aheadMs);
    const loaded = await loadFunctions(settings, queueAddresses, outsideFor);
    const consumers = startConsumers(addresses.events, queueAddresses, { loaded, aheadMs });
    const schedules = startSchedules(loaded);
    const still = parts.events ? stillness(parts.events.queues, consumers, STAGE) : unknownStillness;
    return { parts, addresses, settings, loaded, consumers, schedules, still };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

/**
 * The whole of Cue on one machine: the manifest's functions between parts that speak the real protocols. Every port
 * can be 0; all addresses come back. `close` stops whatever it started.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const plan = { ...options, given: givenSettings(options.given) };
  provideAwsIdentity(plan.given, process.env);
  const { api, resolve, reject } = await startApiEarly(plan.ports.api);
  try {
    const running = await runFunctions(plan, api);
    resolve(running.loaded);
    const close = async () => {
      running.schedules.close();
      await Promise.all([...running.consumers.values()].map((consumer) => consumer.close()));
      await api.close();
      await running.parts.close();
    };
    return {
      ...running.still,
      addresses: running.addresses,
      web: running.parts.web?.url,
      settings: running.settings,
      partEnded: running.parts.table?.ended ?? new Promise(() => {}),
      close,
    };
  } catch (error) {
    reject(error);
    await api.close();
    throw error;
  }
}
