import { expect, test } from '@jest/globals';
import { lambdaOutside } from '../platform/outside.ts';
import { loadCatalog } from './catalog.ts';
import { choosePlan } from './choose-plan.ts';
import { createPriceBook } from './price-book.ts';

const catalog = loadCatalog(undefined);

/** With every id in the settings Stripe is asked for unknown prices only; it knows none. */
async function deps(environment: Record<string, string>) {
  const { default: Stripe } = await import('stripe');
  const stripe = new Stripe('sk_test_x', {
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(async () =>
      Response.json({ error: { type: 'invalid_request_error', code: 'resource_missing' } }, { status: 404 }),
    ),
  });
  const outside = { ...lambdaOutside, environment };
  const prices = createPriceBook({ stage: 'dev', catalog, stripe: async () => stripe, outside });
  return { catalog, prices };
}

const allPrices = {
  STRIPE_PRICE_ID_CORE: 'price_core',
  STRIPE_PRICE_ID_PRO: 'price_pro',
  STRIPE_PRICE_ID_PRO_YEARLY: 'price_pro_yearly',
  STRIPE_PRICE_ID_STUDIO: 'price_studio',
};

test.each([
  [{ tier: 'PRO' }, 'price_pro'],
  [{ tier: 'PRO', interval: 'year' }, 'price_pro_yearly'],
  [{ tier_name: 'PRO' }, 'price_pro'],
  [{ tier_name: 'pro' }, 'price_pro'],
  [{ tier_name: 'Studio' }, 'price_studio'],
  [{ price_id: 'price_pro_yearly' }, 'price_pro_yearly'],
  [{ price_id: 'price_pro_yearly', tier: 'PRO' }, 'price_pro_yearly'],
  [{ tier: 'CORE', tier_name: 'core', price_id: 'price_core', interval: 'month' }, 'price_core'],
] as const)('%j names %s', async (chosen, priceId) => {
  expect(await choosePlan(await deps(allPrices), chosen)).toMatchObject({ priceId });
});

test.each([
  [{ tier: 'GOLD' }, 'Invalid tier: GOLD'],
  [{ tier: 'pro' }, 'Invalid tier: pro'],
  [{ tier_name: 'Gold' }, 'Invalid tier: Gold'],
  [{ price_id: 'price_of_others' }, 'Unknown price'],
  [{ tier: 'FREE' }, 'Free cannot be bought'],
  [{ tier: 'CORE', interval: 'year' }, 'Core is not sold by the year'],
  [{ tier: 'CORE', price_id: 'price_pro' }, 'The request names two different plans'],
  [{ price_id: 'price_pro', interval: 'year' }, 'The request names two different plans'],
] as const)('%j is refused: %s', async (chosen, message) => {
  await expect(choosePlan(await deps(allPrices), chosen)).rejects.toMatchObject({
    code: 'invalid_request',
    message,
  });
});

test('naming nothing misses a field', async () => {
  await expect(choosePlan(await deps(allPrices), {})).rejects.toMatchObject({
    code: 'missing_field',
    message: 'Missing required field: tier',
  });
});
