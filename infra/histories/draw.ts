import fc from 'fast-check';
import type { Action, History, Profile, Step } from './history.ts';

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

const action: fc.Arbitrary<Action> = fc.oneof(
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

const pauseSeconds = fc.oneof(
  { weight: 5, arbitrary: oneOf(0) },
  { weight: 3, arbitrary: number(1, 60) },
  { weight: 2, arbitrary: number(60, 10_800) },
);

const stepOf = (does: fc.Arbitrary<Action>): fc.Arbitrary<Step> =>
  fc.record({ id: fc.noShrink(number(0, 99_999)), afterSeconds: pauseSeconds, action: does });

/** The first step is a purchase: nothing else has anything to do before one. */
const steps = fc
  .tuple(stepOf(buy), fc.array(stepOf(action), { minLength: 2, maxLength: 9, size: 'max' }))
  .map(([first, others]) => [first, ...others]);

const hourSeconds = 3_600;

/** Histories, with the faults of one profile or of any. The steps come first, since they are shortened first. */
export const histories = (profile: Profile | undefined): fc.Arbitrary<History> =>
  fc.record({
    steps,
    seed: fc.noShrink(number(0, 2 ** 31 - 1)),
    people: number(1, 5),
    profile: profile ? oneOf(profile) : mostly<Profile>([1, 'none'], [2, 'few'], [1, 'storm']),
    isShuffled: fc.boolean(),
    longestDelaySeconds: mostly([2, 2], [6, 900], [3, 6 * hourSeconds], [1, 72 * hourSeconds]),
  });
