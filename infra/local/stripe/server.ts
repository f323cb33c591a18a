import { createServer, type Server } from 'node:http';
import { createCourier } from './deliveries/courier.ts';
import { noFaults } from './deliveries/faults.ts';
import { createListener } from './http/listener.ts';
import { runDueJobs } from './jobs.ts';
import { registerLaptopEndpoint } from './objects/webhook-endpoint.ts';
import { openStore } from './store/store.ts';
import { openOwnClock } from './time/own-clock.ts';
import type { World } from './world.ts';

const HOST = '127.0.0.1';
/** Stripe's clock counts seconds; a quarter of one is soon enough for what falls due. */
const JOB_INTERVAL_MS = 250;

export interface StripeSimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** Signs deliveries to `webhookUrl`. Several, separated by commas, while a secret is rolled: each signs. */
  webhookSecret: string;
  /** The laptop's own endpoint, which gets events of every type; null for none. */
  webhookUrl: string | null;
  /** SQLite file that keeps all state, what waits for delivery included; ':memory:' keeps it until `close`. */
  databaseFile: string;
  /** Where browsers reach the simulator; `http://localhost:<port>` by default. */
  publicUrl?: string;
  /** Stripe's clock in whole seconds, for tests that move it; the real one by default. */
  nowSeconds?: () => number;
  /** Done by the API at this address before the laptop's endpoint is there, so that nobody is told of it. */
  prepare?: (url: string) => Promise<void>;
}

export interface StripeSimulator {
  url: string;
  port: number;
  /** How far Stripe's clock is ahead of the real one, for those who keep time with it. */
  aheadSeconds(): number;
  close(): Promise<void>;
}

/** Starts the simulator. It rejects with Node's own error (`EADDRINUSE`, …) when the port cannot be had. */
export async function startStripeSimulator(options: StripeSimulatorOptions): Promise<StripeSimulator> {
  const store = openStore(options.databaseFile);
  const server = createServer();
  const port = await listen(server, options.port).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const url = `http://localhost:${port}`;
  const ownClock = openOwnClock(store, options.nowSeconds ?? realSeconds);
  const world: World = {
    store,
    ownClock,
    nowSeconds: ownClock.nowSeconds,
    publicUrl: (options.publicUrl ?? url).replace(/\/$/, ''),
    faults: noFaults(),
    apiFaults: [],
    webhookSecrets: secretsIn(options.webhookSecret),
    wakeDeliveries: () => courier.wake(),
  };
  const courier = createCourier(world);
  server.on('request', createListener(world));
  const jobs = setInterval(() => runDueJobs(world), JOB_INTERVAL_MS);

  async function close(): Promise<void> {
    clearInterval(jobs);
    await closeServer(server);
    await courier.close();
    store.close();
  }
  try {
    await options.prepare?.(url);
  } catch (error) {
    await close();
    throw error;
  }
  registerLaptopEndpoint(world, options.webhookUrl);
  courier.wake();
  return { url, port, aheadSeconds: ownClock.aheadSeconds, close };
}

function realSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function secretsIn(list: string): string[] {
  return list
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, HOST, resolve);
  await promise;
  server.off('error', reject);
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The Stripe simulator listens on no port');
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
