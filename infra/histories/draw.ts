import fc from 'fast-check';
import type { Action, History, PlanName, Profile, Step } from './history.ts';

/** One of these values, each as often as its number says. */
const mostly = <T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
const oneOf = <const T>(...values: T[]) => fc.constantFrom(...values);
const number = (min: number, max: number) => fc.integer({ min, max });

const any = number(0, 999);
const credits = number(1, 120);
/** Halves and wholes meet each other on one payment; odd shares meet the rounding. */
const percent = fc.oneof(oneOf(100, 50), number(1, 99));

const buy = fc.record<Extract<Action, { does: 'buy' }>>({
  does: oneOf('buy'),
  who: any,
  credits,
  pays: mostly([6, 'card'], [3, 'debit'], [1, 'declined card'], [1, 'not at all']),
  code: mostly([8, 'none'], [1, 'a third off'], [1, 'all off']),
  clicks: mostly([3, 1], [1, 2]),
});

const settlings: fc.Arbitrary<Action>[] = [
  fc.record({
    does: oneOf('settle debit'),
    which: any,
    outcome: mostly<'succeeded' | 'failed'>([2, 'succeeded'], [1, 'failed']),
  }),
  fc.record({
    does: oneOf('settle refund'),
    which: any,
    outcome: oneOf('succeeded', 'failed', 'canceled'),
  }),
  fc.record({
    does: oneOf('settle dispute'),
    which: any,
    outcome: oneOf('won', 'lost', 'warning_closed', 'escalated'),
  }),
];

const plan = mostly<PlanName>([2, 'CORE'], [3, 'PRO'], [2, 'PRO by the year'], [1, 'STUDIO']);

const subscribe = fc.record<Extract<Action, { does: 'subscribe' }>>({
  does: oneOf('subscribe'),
  who: any,
  plan: mostly([4, 'CORE'], [2, 'PRO'], [2, 'PRO by the year'], [1, 'STUDIO']),
  way: mostly([2, 'page'], [1, 'shop']),
  hasTrial: fc.boolean(),
  pays: mostly([8, 'card'], [1, 'declined card'], [1, 'not at all']),
  code: mostly([6, 'none'], [1, 'a third off'], [2, 'all off']),
});

const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const planAction: fc.Arbitrary<Action> = fc.oneof(
  weighted(3, subscribe),
  weighted(5, fc.record({ does: oneOf('change plan'), who: any, plan })),
  weighted(5, fc.record({ does: oneOf('cancel', 'undo'), who: any, turns: mostly([2, 0], [1, 1], [2, 2]) })),
  weighted(1, fc.record({ does: oneOf('cancel at once'), which: any })),
  weighted(3, fc.record({ does: oneOf('decline'), which: any, times: number(1, 4) })),
  weighted(2, fc.record({ does: oneOf('recover'), which: any })),
  weighted(2, fc.record({ does: oneOf('pause'), which: any, kind: oneOf('collection', 'subscription') })),
  weighted(2, fc.record({ does: oneOf('go on'), which: any })),
  weighted(1, fc.record({ does: oneOf('delete customer'), who: any })),
);

const purchaseAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: buy },
  {
    weight: 3,
    arbitrary: fc.record({
      does: oneOf('spend'),
      who: any,
      credits,
      hasKey: fc.boolean(),
      sends: number(1, 3),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: oneOf('refund'),
      which: any,
      percent,
      parts: mostly([3, 1], [2, 2], [1, 3]),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: oneOf('dispute'),
      which: any,
      kind: mostly<'chargeback' | 'inquiry'>([3, 'chargeback'], [1, 'inquiry']),
      // Banks dispute more than was paid, too.
      percent: fc.oneof(percent, oneOf(130)),
    }),
  },
  ...settlings.map((arbitrary) => ({ weight: 3, arbitrary })),
);

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;

const pauseSeconds = fc.oneof(
  { weight: 5, arbitrary: oneOf(0) },
  { weight: 3, arbitrary: number(1, 60) },
  { weight: 2, arbitrary: number(60, 10_800) },
);

/** Trials last a week, most periods a month; what is paid by the year brings credits month by month. */
const longPauseSeconds = fc.oneof(
  weighted(4, pauseSeconds),
  weighted(
    3,
    number(1, 9).map((days) => days * daySeconds),
  ),
  weighted(
    3,
    number(28, 33).map((days) => days * daySeconds),
  ),
  weighted(
    1,
    number(60, 130).map((days) => days * daySeconds),
  ),
);

const stepOf = (does: fc.Arbitrary<Action>, afterSeconds: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.record({ id: fc.noShrink(number(0, 99_999)), afterSeconds, action: does });

const others = (does: fc.Arbitrary<Action>, afterSeconds: fc.Arbitrary<number>, minLength = 2) =>
  fc.array(stepOf(does, afterSeconds), { minLength, maxLength: 9, size: 'max' });

/** The first step is a purchase: nothing else has anything to do before one. */
const purchases = fc
  .tuple(stepOf(buy, pauseSeconds), others(purchaseAction, pauseSeconds))
  .map(([first, rest]) => [first, ...rest]);

const firstPlan = subscribe.map((one) => ({ ...one, way: 'page' as const, pays: 'card' as const }));

/** Months of people with plans, who also buy, spend and get back. */
const plans = fc
  .tuple(
    stepOf(firstPlan, pauseSeconds),
    others(fc.oneof(weighted(3, planAction), weighted(1, purchaseAction)), longPauseSeconds, 4),
  )
  .map(([first, rest]) => [first, ...rest]);

/** Someone buys, and spends nothing; whatever happens to plans beside that. */
const purchaseAndPlans = fc
  .tuple(
    stepOf(
      buy.map((one) => ({ ...one, pays: 'card' as const })),
      pauseSeconds,
    ),
    stepOf(firstPlan, pauseSeconds),
    others(planAction, longPauseSeconds),
  )
  .map(([first, second, rest]) => [first, second, ...rest]);

/** So that most steps find a plan to be about. */
const fewPeople = mostly([3, 1], [1, 2]);

/** The steps come first, since they are shortened first. */
const withSteps = (
  steps: fc.Arbitrary<Step[]>,
  people: fc.Arbitrary<number>,
  profile: Profile | undefined,
): fc.Arbitrary<History> =>
  fc.record({
    steps,
    seed: fc.noShrink(number(0, 2 ** 31 - 1)),
    people,
    profile: profile ? oneOf(profile) : mostly<Profile>([1, 'none'], [2, 'few'], [1, 'storm']),
    isShuffled: fc.boolean(),
    longestDelaySeconds: mostly([2, 2], [6, 900], [3, 6 * hourSeconds], [1, 72 * hourSeconds]),
  });

/** Histories, with the faults of one profile or of any. */
export const histories = (profile: Profile | undefined) =>
  fc.oneof(
    weighted(3, withSteps(purchases, number(1, 5), profile)),
    weighted(2, withSteps(plans, fewPeople, profile)),
  );

export const historiesBesidePurchases = withSteps(purchaseAndPlans, fewPeople, undefined);
