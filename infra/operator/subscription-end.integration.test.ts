import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { keys } from '../../lib/platform/keys.ts';
import { advanceClock } from '../local/moving-clock.ts';
import { openSubscriberLab, type SubscriberLab } from '../testing/subscriber-lab.ts';
import { spawnCommand } from './testing/spawn-command.ts';

jest.setTimeout(60_000);

let world: SubscriberLab;
beforeAll(async () => {
  world = await openSubscriberLab();
});
afterAll(() => world[Symbol.asyncDispose]());

/** The command as an operator types it, against this table and this Stripe instead of the laptop's. */
function end(...args: string[]) {
  const { environment } = world.deps.outside;
  const given = Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return spawnCommand({ file: 'subscription-end.ts', args, environment: Object.fromEntries(given) });
}

test('ends what somebody could be charged for, and says when Stripe has confirmed it', async () => {
  const who = await world.subscriber();
  const stripe = world.deps.outside.environment.STRIPE_API_URL ?? '';
  await advanceClock({ url: stripe, print: () => {} }, 5 * 86_400);
  await world.faults({ method: 'DELETE', path: '/v1/subscriptions/*', answer: 500, count: 100 });
  const cutOff = await end('--user', who.userId);
  expect(cutOff).toEqual({
    status: 1,
    output: `${who.userId}: Stripe has not confirmed it; end-subscriptions tries again every hour\n`,
  });
  // By the clock that was moved: `end-subscriptions` reckons by it how long it has taken.
  const ending = await world.deps.table.get(keys.ending(who.userId));
  const aheadMs = Date.parse(String(ending?.since)) - Date.now();
  expect(aheadMs).toBeGreaterThan(5 * 86_400_000 - 60_000);
  expect(aheadMs).toBeLessThanOrEqual(5 * 86_400_000);
  await world.faults();
  expect(await end('--user', who.userId)).toEqual({
    status: 0,
    output: `${who.userId}: Stripe confirms: nothing is left that could be charged\n`,
  });
  expect((await who.atStripe()).status).toBe('canceled');
});

test('knows whom it is asked to end, or ends nothing', async () => {
  expect(await end('--user', 'usr_none')).toEqual({ status: 2, output: 'There is no user usr_none here\n' });
  const { status, output } = await end();
  expect(status).toBe(2);
  expect(output).toContain('Usage: npm run subscription:end');
});
