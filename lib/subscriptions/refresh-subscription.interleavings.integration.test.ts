import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import Stripe from 'stripe';
import { type Chance, chanceOf } from '../../infra/histories/chance.ts';
import { presentRun, Run } from '../../infra/histories/run.ts';
import { createTableIfMissing } from '../../infra/local/table/create-table.ts';
import { startTableEngine } from '../../infra/local/table/engine.ts';
import type { PriceBook } from '../plans/price-book.ts';
import { keys } from '../platform/keys.ts';
import { lambdaOutside } from '../platform/outside.ts';
import { createTable, type Table } from '../platform/table.ts';
import { refreshSubscription } from './refresh-subscription.ts';

const interleavings = 5_000;
// While one waits for the engine or pauses before it tries again, the others go on.
const lanes = 48;

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

let engine: Awaited<ReturnType<typeof startTableEngine>>;
let table: Table;
beforeAll(async () => {
  engine = await startTableEngine({ port: 0 });
  await createTableIfMissing(engine.url, 'cue-test');
  const outside = { ...lambdaOutside, awsHttpHandler: new TurnTakingHandler() };
  table = createTable({ TABLE_NAME: 'cue-test', DYNAMODB_ENDPOINT: engine.url }, outside);
});
afterAll(() => engine.close());

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

interface Person {
  userId: string;
  customerId: string;
}

async function someone(seed: number): Promise<Person> {
  const [userId, customerId] = [`usr_${seed}`, `cus_${seed}`];
  await table.transact([
    { Put: { Item: { ...keys.user(userId), userId } } },
    { Put: { Item: { ...keys.customer(customerId), userId } } },
  ]);
  return { userId, customerId };
}

const together = 3;

function refresh(label: string, id: string, { userId, customerId }: Person): Run {
  const work = async () => {
    await refreshSubscription({ table, prices, stripe: async () => stripe }, id, customerId);
  };
  return new Run({ label, whose: userId, mayFail: false, orphaned: () => undefined, work });
}

/** Half of them stand still before one of their calls for as long as others can go on: what they know gets old. */
function isStalled(seed: number, { calls, parts }: Run): boolean {
  const drawn = chanceOf(seed, 'stall', parts.label);
  return drawn.happens(0.5) && calls === 2 + drawn.below(4);
}

function nextOf(chance: Chance, underWay: Run[], seed: number): Run {
  const awake = underWay.filter((run) => !isStalled(seed, run));
  return chance.pick(awake.length > 0 ? awake : underWay);
}

/** Lets the seed choose, turn by turn, who goes on to the next call, or what happens next. */
async function play(seed: number): Promise<void> {
  const chance = chanceOf(seed, 'interleaving');
  const script = drawStates(chance);
  const happenings = drawHappenings(chance, script);
  const person = await someone(seed);
  const id = `sub_${seed}`;
  const underWay = new Set<Run>();
  const moveTo = (place: number) => states.set(id, script[place] as State);
  moveTo(0);
  while (happenings.length > 0 || underWay.size > 0) {
    const isNext = underWay.size === 0 || (underWay.size < together && chance.happens(0.35));
    const next = isNext ? happenings.shift() : undefined;
    if (next && 'moves' in next) moveTo(next.moves);
    else if (next) underWay.add(refresh(`refresh ${next.begins}`, id, person));
    else {
      const run = nextOf(chance, [...underWay], seed);
      await run.goOn();
      if (run.isOver) underWay.delete(run);
    }
  }
  await holdEnd(seed, person, script.at(-1) as State);
}

/** Row and copy are as Stripe had it at last. The period is no other state's. */
async function holdEnd(
  seed: number,
  { userId }: Person,
  { status, price, periodStart }: State,
): Promise<void> {
  const last = {
    status,
    tier: price === 'price_core' ? 'CORE' : 'PRO',
    currentPeriodStart: new Date(periodStart * 1_000).toISOString(),
  };
  const [user, row] = await table.getAll([keys.user(userId), keys.subscription(userId, `sub_${seed}`)]);
  expect({ seed, row, copy: user?.subscription }).toMatchObject({ seed, row: last, copy: last });
}

test('5,000 random interleavings of two consumers on one subscription end right', async () => {
  let next = 1;
  const lane = async () => {
    while (next <= interleavings) {
      const seed = next;
      next += 1;
      await play(seed);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}, 300_000);
