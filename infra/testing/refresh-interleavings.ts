import { partialDeepStrictEqual } from 'node:assert/strict';
import { workerData } from 'node:worker_threads';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import Stripe from 'stripe';
import type { PriceBook } from '../../lib/plans/price-book.ts';
import { keys } from '../../lib/platform/keys.ts';
import { lambdaOutside } from '../../lib/platform/outside.ts';
import { createTable } from '../../lib/platform/table.ts';
import { refreshSubscription } from '../../lib/subscriptions/refresh-subscription.ts';
import { type Chance, chanceOf } from '../histories/chance.ts';
import { presentRun, Run } from '../histories/run.ts';

/** Seeds of the interleavings that this thread plays, the last one too, and the engine that has the table. */
export interface Part {
  first: number;
  last: number;
  engine: string;
}

// Two keys of each are read and written in one call, of a hundred at most.
const batchSize = 50;
// While those of one batch come to their end, those of another go on.
const lanes = 2;

const prices: PriceBook = {
  planOf: async (priceId) => ({ tier: priceId === 'price_core' ? 'CORE' : 'PRO', interval: 'month' }),
  idOf: async () => undefined,
};

/** What of a subscription moves. */
interface State {
  status: string;
  price: string;
  periodStart: number;
}

function drawStates(chance: Chance): State[] {
  const states: State[] = [];
  const count = chance.pick([2, 2, 3, 4]);
  for (let i = 0; i < count; i += 1) {
    const isLast = i === count - 1;
    const status =
      isLast && chance.happens(0.5) ? 'canceled' : chance.pick(['active', 'past_due', 'trialing']);
    const price = chance.pick(['price_core', 'price_pro']);
    // No two states are alike: whichever the row shows at the end tells where it comes from.
    states.push({ status: i === 0 ? 'incomplete' : status, price, periodStart: 1_800_000_000 + i });
  }
  return states;
}

const stripeObject = (id: string, { status, price, periodStart }: State) => ({
  id,
  object: 'subscription',
  customer: 'cus_1',
  status,
  created: 1_799_999_999,
  items: {
    data: [
      {
        id: 'si_1',
        price: { id: price, unit_amount: 499, currency: 'usd' },
        current_period_start: periodStart,
        current_period_end: periodStart + 1,
      },
    ],
  },
  cancel_at_period_end: false,
  ended_at: status === 'canceled' ? periodStart : null,
});

const states = new Map<string, State>();

/** Stripe's client, whose two calls answer with the state of the moment, in the turn of whoever asks. */
function scriptedStripe(): Stripe {
  const stripe = new Stripe('sk_test_scripted');
  stripe.subscriptions.retrieve = async (id) => {
    await presentRun()?.pause();
    const state = states.get(id);
    if (!state) throw new Error(`Nothing was scripted for ${id}`);
    return JSON.parse(JSON.stringify(stripeObject(id, state)));
  };
  // Only the first page of what is open is asked for, and only while something is overdue.
  stripe.invoices.list = Object.assign(() =>
    presentRun()
      ?.pause()
      .then(() => JSON.parse('{"data":[]}')),
  );
  return stripe;
}

const stripe = scriptedStripe();

/** Waits for the turn of the refresh whose call it carries. */
class TurnTakingHandler extends NodeHttpHandler {
  override async handle(...parameters: Parameters<NodeHttpHandler['handle']>) {
    await presentRun()?.pause();
    return super.handle(...parameters);
  }
}

const { first, last, engine }: Part = workerData;
const outside = { ...lambdaOutside, awsHttpHandler: new TurnTakingHandler() };
const table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine }, outside);

/** What happens one after the other: the subscription changes, or a consumer begins to bring its row up to date. */
type Happening = { moves: number } | { begins: number };

/** Each change is followed by a consumer that begins after it, and sometimes by a second. */
function drawHappenings(chance: Chance, script: State[]): Happening[] {
  const happenings: Happening[] = chance.happens(0.5) ? [{ begins: 0 }] : [];
  for (let i = 1; i < script.length; i += 1) {
    happenings.push({ moves: i }, { begins: happenings.length });
    if (chance.happens(0.3)) happenings.push({ begins: happenings.length });
  }
  return happenings;
}

const idsOf = (seed: number) => ({
  userId: `usr_${seed}`,
  customerId: `cus_${seed}`,
  subscriptionId: `sub_${seed}`,
});

async function addPeople(seeds: number[]): Promise<void> {
  const items = seeds.map(idsOf).flatMap(({ userId, customerId }) => [
    { ...keys.user(userId), userId },
    { ...keys.customer(customerId), userId },
  ]);
  await table.transact(items.map((Item) => ({ Put: { Item } })));
}

const together = 3;

function refresh(label: string, seed: number): Run {
  const { userId, customerId, subscriptionId } = idsOf(seed);
  const work = async () => {
    await refreshSubscription({ table, prices, stripe: async () => stripe }, subscriptionId, customerId);
  };
  return new Run({ label, whose: userId, mayFail: false, orphaned: () => undefined, work });
}

interface Underway {
  run: Run;
  /** Before which of its calls it stands still for as long as others can go on: what it knows gets old. */
  stallsAt: number | undefined;
}

/** Half of them stand still. */
function begin(label: string, seed: number): Underway {
  const drawn = chanceOf(seed, 'stall', label);
  const stallsAt = drawn.happens(0.5) ? 2 + drawn.below(4) : undefined;
  return { run: refresh(label, seed), stallsAt };
}

function nextOf(chance: Chance, underWay: Underway[]): Underway {
  const awake = underWay.filter(({ run, stallsAt }) => run.calls !== stallsAt);
  return chance.pick(awake.length > 0 ? awake : underWay);
}

/** Lets the seed choose, turn by turn, who goes on to the next call, or what happens next. Answers how it ends. */
async function play(seed: number): Promise<State> {
  const chance = chanceOf(seed, 'interleaving');
  const script = drawStates(chance);
  const happenings = drawHappenings(chance, script);
  const underWay = new Set<Underway>();
  const moveTo = (place: number) => states.set(idsOf(seed).subscriptionId, script[place] as State);
  moveTo(0);
  while (happenings.length > 0 || underWay.size > 0) {
    const isNext = underWay.size === 0 || (underWay.size < together && chance.happens(0.35));
    const next = isNext ? happenings.shift() : undefined;
    if (next && 'moves' in next) moveTo(next.moves);
    else if (next) underWay.add(begin(`refresh ${next.begins}`, seed));
    else {
      const one = nextOf(chance, [...underWay]);
      await one.run.goOn();
      if (one.run.isOver) underWay.delete(one);
    }
  }
  return script.at(-1) as State;
}

const shown = ({ status, price, periodStart }: State) => ({
  status,
  tier: price === 'price_core' ? 'CORE' : 'PRO',
  currentPeriodStart: new Date(periodStart * 1_000).toISOString(),
});

/** Row and copy are as Stripe had it at last. The period is no other state's. */
async function holdEnds(seeds: number[], ends: State[]): Promise<void> {
  const wanted = seeds
    .map(idsOf)
    .flatMap(({ userId, subscriptionId }) => [keys.user(userId), keys.subscription(userId, subscriptionId)]);
  const items = await table.getAll(wanted);
  for (const [i, end] of ends.entries()) {
    const [user, row] = items.slice(2 * i, 2 * i + 2);
    const found = { seed: seeds[i], row, copy: user?.subscription };
    partialDeepStrictEqual(found, { seed: seeds[i], row: shown(end), copy: shown(end) });
  }
}

let next = first;

async function playLane(): Promise<void> {
  while (next <= last) {
    const count = Math.min(batchSize, last - next + 1);
    const seeds = Array.from({ length: count }, (_, i) => next + i);
    next += count;
    await addPeople(seeds);
    await holdEnds(seeds, await Promise.all(seeds.map(play)));
  }
}

await Promise.all(Array.from({ length: lanes }, playLane));
