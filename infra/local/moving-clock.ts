import { z } from 'zod';
import type { Clock } from '../../lib/platform/clock.ts';

/** The running Stripe simulator, whose clock the functions keep time with. */
export interface ClockAccess {
  url: string;
  print(line: string): void;
}

const clockState = z.object({
  nowSeconds: z.number(),
  aheadSeconds: z.number(),
  nextDueSeconds: z.number().nullable(),
});

type ClockState = z.infer<typeof clockState>;

/** More than a year of one subscription's steps; a bound for what goes wrong. */
const maximumSteps = 10_000;
const quietIntervalMs = 50;
/** An endpoint that does not answer must not stop the clock for ever. */
const quietTimeoutMs = 10_000;

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 7 * 86_400 };

/** "31d", "2h", "90m": undefined for what is none of these. */
export function readDuration(typed: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhdw])$/.exec(typed) ?? [];
  const seconds = Number(amount) * (unitSeconds[unit] ?? 0);
  return seconds > 0 ? seconds : undefined;
}

/** The running laptop cloud's time from now on, until somebody moves it again. */
export async function laptopClock(url: string): Promise<Clock> {
  // By how far it is ahead, as the functions do: its own time is in whole seconds, and of two commands in one second the
  // later could be the earlier.
  const { aheadSeconds } = await ask({ url }, '/_sim/clock', clockState);
  return { now: () => new Date(Date.now() + aheadSeconds * 1_000) };
}

export async function showClock(access: ClockAccess): Promise<void> {
  access.print(inWords(await ask(access, '/_sim/clock', clockState)));
}

/**
 * Moves from one thing that falls due to the next, and waits at each until the webhooks are delivered: the functions
 * live through a year in its order, not at its end.
 */
export async function advanceClock(access: ClockAccess, seconds: number): Promise<void> {
  let state = await ask(access, '/_sim/clock', clockState);
  const targetAhead = state.aheadSeconds + seconds;
  for (let step = 0; step < maximumSteps && state.aheadSeconds < targetAhead; step += 1) {
    const toNext = (state.nextDueSeconds ?? Number.POSITIVE_INFINITY) - state.nowSeconds;
    const advanceSeconds = Math.min(Math.max(toNext, 1), targetAhead - state.aheadSeconds);
    await ask(access, '/_sim/clock', clockState, { advanceSeconds });
    // What is due happens before the next question is answered, which this one is.
    state = await ask(access, '/_sim/clock', clockState);
    await untilDelivered(access);
  }
  access.print(inWords(state));
}

const webhookState = z.object({ pending: z.number() });

async function untilDelivered(access: ClockAccess): Promise<void> {
  const giveUpAtMs = Date.now() + quietTimeoutMs;
  while ((await ask(access, '/_sim/webhooks', webhookState)).pending > 0) {
    if (Date.now() > giveUpAtMs) {
      access.print('Some webhooks are not delivered yet; the clock goes on without them.');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, quietIntervalMs));
  }
}

async function ask<T>(
  { url }: Pick<ClockAccess, 'url'>,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(new URL(path, url), request);
  if (response.ok) return schema.parse(await response.json());
  throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
}

function inWords({ nowSeconds, aheadSeconds }: ClockState): string {
  const now = new Date(nowSeconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
  const days = Math.round((aheadSeconds / 86_400) * 10) / 10;
  return aheadSeconds === 0
    ? `It is ${now}, as everywhere.`
    : `It is ${now}, ${days} days ahead of the real time.`;
}
