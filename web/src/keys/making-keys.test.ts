import { expect, it } from '@jest/globals';
import { corePlan, freePlan, planOf, studioPlan } from '../testing/plans.ts';
import { subscriptionOf } from '../testing/subscription.ts';
import { mayMakeKeys, plansWithKeys } from './making-keys.ts';

it('is for who has a plan with API keys now', () => {
  expect(mayMakeKeys(subscriptionOf())).toBe(true);
  expect(mayMakeKeys(subscriptionOf({ entitlements: ['workflows'] }))).toBe(false);
  expect(mayMakeKeys(null)).toBe(false);
});

it('names the plans that have them, as a person would', () => {
  const core = { ...corePlan, entitlements: ['workflows'] };
  const free = { ...freePlan, entitlements: [] };
  expect(plansWithKeys([free, core, planOf(), studioPlan])).toBe('Pro or Studio');
  expect(plansWithKeys([free, planOf()])).toBe('Pro');
  expect(plansWithKeys([free, core])).toBeUndefined();
  const team = planOf({ tier: 'TEAM', name: 'Team' });
  expect(plansWithKeys([planOf(), studioPlan, team])).toBe('Pro, Studio, or Team');
});
