import { setTimeout as sleep } from 'node:timers/promises';
import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import type { Health } from '../contract/operation-routes.ts';
import type { Bus } from '../platform/bus.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';

export interface HealthDeps {
  table: Pick<Table, 'check'>;
  bus: Pick<Bus, 'check'>;
  stripe(): Stripe;
  checkMail(): Promise<void>;
  outside: Outside;
  log: Log;
}

type Check = Health['checks']['table'];

// Whoever asks gets an answer within the function's time-out, also when a dependency hangs.
const checkTimeoutMs = 3_000;

async function withinTime(check: Promise<Check>): Promise<Check> {
  const tooLate = new AbortController();
  const timer = sleep(checkTimeoutMs, undefined, { signal: tooLate.signal }).then(() => {
    throw new Error(`No answer within ${checkTimeoutMs} ms`);
  });
  try {
    return await Promise.race([check, timer]);
  } finally {
    timer.catch(() => undefined);
    tooLate.abort();
  }
}

async function checkStripe(stripe: () => Stripe): Promise<Check> {
  try {
    await stripe().balance.retrieve();
    return 'ok';
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'stripe_disabled') return 'off';
    if (cause instanceof AppError && cause.code === 'payments_not_set_up') return 'not_set_up';
    throw cause;
  }
}

/** Asks everything that Cue needs. Stripe off or not set up yet is a state, not a failure. */
async function checkHealth({ table, bus, stripe, checkMail, log }: HealthDeps): Promise<Health> {
  const ok = async (call: Promise<void>): Promise<Check> => call.then(() => 'ok');
  const orFailed = (name: string, check: Promise<Check>) =>
    withinTime(check).catch((cause: unknown): Check => {
      log.error('Health check failed', { check: name }, cause);
      return 'failed';
    });
  const [tableCheck, busCheck, stripeCheck, emailCheck] = await Promise.all([
    orFailed('table', ok(table.check())),
    orFailed('bus', ok(bus.check())),
    orFailed('stripe', checkStripe(stripe)),
    orFailed('email', ok(checkMail())),
  ]);
  const checks = { table: tableCheck, bus: busCheck, stripe: stripeCheck, email: emailCheck };
  return { status: Object.values(checks).includes('failed') ? 'failed' : 'ok', checks };
}

// Anyone may ask; what is asked of AWS and Stripe stays bounded, and a recovery shows soon.
const keptMs = { ok: 10_000, failed: 1_000 };

/** The last answer while it is fresh, so that callers cannot make us flood what we depend on. */
export function keptHealth(deps: HealthDeps): () => Promise<Health> {
  let last: { health: Health; atMs: number } | undefined;
  return async () => {
    const nowMs = deps.outside.clock.now().getTime();
    if (last && nowMs - last.atMs < keptMs[last.health.status]) return last.health;
    last = { health: await checkHealth(deps), atMs: nowMs };
    return last.health;
  };
}
