import type { Outside } from '../../lib/platform/outside.ts';
import { Agenda } from './agenda.ts';
import type { Bench } from './bench.ts';
import { type CarriedCall, Carrier } from './carrier.ts';
import { chanceOf } from './chance.ts';
import { cueFunctions, environmentFor } from './cue-functions.ts';
import type { History } from './history.ts';
import { Known } from './known.ts';
import { type Played, play } from './played-services.ts';
import { Queues } from './queues.ts';
import type { Scene } from './scene.ts';
import { startStripeSide } from './stripe-side.ts';

const beginMs = Date.parse('2026-11-21T10:00:00Z');

/** Bytes that the seed decides, so that ids and tokens are the same each time. */
function randomBytesOf(seed: number): Outside['randomBytes'] {
  const chance = chanceOf(seed, 'bytes');
  return (size) => Buffer.from(Array.from({ length: size }, () => chance.below(256)));
}

const writes = /^(TransactWriteItems|PutItem|UpdateItem|DeleteItem)$/;

/** Whether rows of people may look different after the call. */
const touchesPeople = ({ operation, body }: CarriedCall) =>
  writes.test(operation) && JSON.stringify(body).includes('USER#');

/** Everything that a history takes place in: a table of its own, a Stripe of its own, and a clock that stands still. */
export async function setStage(bench: Bench, history: History) {
  const { seed, profile } = history;
  let nowMs = beginMs;
  let stripeStandsStillAtMs = Number.POSITIVE_INFINITY;
  let hasWritten = false;
  const trace: string[] = [];
  const note = (line: string) => {
    trace.push(`+${((nowMs - beginMs) / 1_000).toFixed(3)} s  ${line}`);
  };
  const played: Played = { queues: new Queues(), mails: [], nowMs: () => nowMs };
  const carrier = new Carrier({
    seed,
    profile,
    note,
    play: (call, run) => play(played, call, run),
    tookEffect: (call) => {
      hasWritten ||= touchesPeople(call);
    },
  });
  const tableName = await bench.createTable();
  const stripe = await startStripeSide(() => Math.floor(Math.min(nowMs, stripeStandsStillAtMs) / 1_000));
  const addresses = { tableName, table: bench.url, stripe: stripe.url, prices: stripe.prices };
  const clock = { now: () => new Date(nowMs) };
  // Browsers stay signed in, however many months pass.
  const realClock = { now: () => new Date(beginMs) };
  const outside: Outside = {
    environment: environmentFor(addresses),
    clock,
    realClock,
    randomBytes: randomBytesOf(seed),
    awsHttpHandler: carrier,
  };
  const scene: Scene = {
    history,
    known: new Known(),
    played,
    stripe,
    note,
    nowMs: () => nowMs,
    stripeStandsStillAtMs: () => stripeStandsStillAtMs,
    letStripeStandStill: (atMs) => {
      stripeStandsStillAtMs = atMs;
    },
    chance: (...words) => chanceOf(seed, ...words),
    agenda: new Agenda(),
    cue: cueFunctions(outside),
  };
  return {
    scene,
    beganAtEpochSeconds: beginMs / 1_000,
    outside,
    tableName,
    trace,
    passTo: (ms: number) => {
      nowMs = Math.max(nowMs, ms);
    },
    /** Whether rows of people were written since this was last asked. */
    takeWritten: () => {
      const written = hasWritten;
      hasWritten = false;
      return written;
    },
    async close(): Promise<void> {
      carrier.destroy();
      await stripe.close();
      await bench.dropTable(tableName);
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
