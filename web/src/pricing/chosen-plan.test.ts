import { expect, it } from '@jest/globals';
import { subscriptionOf } from '../testing/subscription.ts';
import { chosenPlan } from './chosen-plan.ts';

const chosen = (query: string, ...rest: [] | [ReturnType<typeof subscriptionOf> | null]) =>
  chosenPlan(new URLSearchParams(query), ...rest);

it('takes plan and interval from the address', () => {
  expect(chosen('tier=PRO&interval=year')).toEqual({ tier: 'PRO', interval: 'year' });
  expect(chosen('')).toEqual({ tier: null, interval: 'month' });
  expect(chosen('interval=week', null).interval).toBe('month');
});

it('opens by the interval of the plan that the person has, unless the address asks for another', () => {
  const yearly = subscriptionOf({ interval: 'year' });
  expect(chosen('', yearly).interval).toBe('year');
  expect(chosen('interval=month', yearly).interval).toBe('month');
});
