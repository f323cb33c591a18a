import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../contract/operation-routes.ts';
import type { Bus } from '../platform/bus.ts';
import type { Log } from '../platform/log.ts';
import type { Outside } from '../platform/outside.ts';
import type { Table } from '../platform/table.ts';
import { checkStripe, type StripeCheckDeps } from './check-stripe.ts';

export interface HealthDeps extends StripeCheckDeps {
  table: Pick<Table, 'check'>;
  bus: Pick<Bus, 'check'>;
  checkMail(): Promise<void>;
  outside: Outside;
  log: Log;
}

type Check = Health['checks']['table'];

// Whoever asks gets an answer within the function's time-out, also when a dependency hangs.
const checkTimeoutMs = 3_000;

async function withinTime<T>(check: Promise<T>): Promise<T> {
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

/** Asks everything that Cue needs. Stripe off or not set up yet is a state, not a failure. */
async function checkHealth(deps: HealthDeps): Promise<Health> {
  const { table, bus, checkMail, log } = deps;
  const failed = (check: string, cause: unknown): Check => {
    log.error('Health check failed', { check }, cause);
    return 'failed';
  };
  const okOrFailed = (name: string, call: Promise<void>) =>
    withinTime(call.then((): Check => 'ok')).catch((cause: unknown) => failed(name, cause));
  const [tableCheck, busCheck, stripeCheck, emailCheck] = await Promise.all([
    okOrFailed('table', table.check()),
    okOrFailed('bus', bus.check()),
    withinTime(checkStripe(deps)).catch((cause: unknown) => ({
      state: failed('stripe', cause),
      remarks: [],
    })),
    okOrFailed('email', checkMail()),
  ]);
  const checks = { table: tableCheck, bus: busCheck, stripe: stripeCheck.state, email: emailCheck };
  const status = Object.values(checks).includes('failed') ? 'failed' : 'ok';
  return { status, checks, ...(stripeCheck.remarks.length > 0 ? { remarks: stripeCheck.remarks } : {}) };
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
