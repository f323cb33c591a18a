import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CreditsWorld, startCreditsWorld } from '../../infra/testing/credits-world.ts';
import { AppError } from '../contract/errors.ts';
import { countMetrics, withoutEnd } from './count-metrics.ts';
import { readMetrics } from './metrics-item.ts';

let world: CreditsWorld;
beforeAll(async () => {
  world = await startCreditsWorld();
  await world.personWith(25);
});
afterAll(() => world.close());

test('a fault on the way to Stripe is no deployment without payments: nothing is counted, nothing kept', async () => {
  const stripe = () => Promise.reject(new AppError('dependency_unavailable', 'Stripe is too busy right now'));
  await expect(countMetrics({ ...world, stripe }, withoutEnd)).rejects.toMatchObject({
    code: 'dependency_unavailable',
  });
  expect(await readMetrics(world.table)).toBeUndefined();
});

test.each(['stripe_disabled', 'payments_not_set_up'] as const)('%s: credits are counted', async (code) => {
  const stripe = () => Promise.reject(new AppError(code, 'Nothing is sold here'));
  const counted = await countMetrics({ ...world, stripe }, withoutEnd);
  expect(counted).toMatchObject({ credits: { granted: 25, outstanding: 25 }, invoicesCountedAt: null });
});
