import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { patientOutside } from '../../infra/local/patient-outside.ts';
import { type Lab, openLab } from '../../infra/local/stripe/testing/lab.ts';
import { loadCatalog } from './catalog.ts';
import { createPriceBook } from './price-book.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ webhookUrl: null });
  await lab.stripe.products.create({ id: 'plan', name: 'Core' });
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

const start = Date.parse('2027-01-01T00:00:00Z');

/** A book with a clock of its own, and a count of what it asked Stripe. */
function openBook(environment: Record<string, string> = {}) {
  let nowMs = start;
  let asked = 0;
  const outside = { ...patientOutside, environment, clock: { now: () => new Date(nowMs) } };
  const stripe = async () => {
    asked += 1;
    return lab.stripe;
  };
  const book = createPriceBook({ stage: 'prod', catalog: loadCatalog(undefined), stripe, outside });
  return {
    ...book,
    asked: () => asked,
    passSeconds: (seconds: number) => {
      nowMs += seconds * 1_000;
    },
  };
}

const price = (more: object) =>
  lab.stripe.prices.create({
    product: 'plan',
    currency: 'usd',
    unit_amount: 499,
    recurring: { interval: 'month' },
    ...more,
  });

const nobody = async () => {
  throw new Error('Stripe was asked');
};

describe('a price is a plan’s', () => {
  test('by the setting that the catalog names, without asking Stripe', async () => {
    const catalog = loadCatalog(undefined);
    const environment = { STRIPE_PRICE_ID_PRO_YEARLY: 'price_yearly' };
    const book = createPriceBook({
      stage: 'prod',
      catalog,
      stripe: nobody,
      outside: { ...patientOutside, environment },
    });
    expect(await book.planOf('price_yearly')).toEqual({ tier: 'PRO', interval: 'year' });
    expect(await book.idOf('PRO', 'year')).toBe('price_yearly');
  });

  test('by its lookup key, which is asked for once', async () => {
    const { id } = await price({ lookup_key: 'cue-prod-plan-CORE-month', transfer_lookup_key: true });
    const book = openBook();
    for (let time = 1; time <= 3; time += 1)
      expect(await book.planOf(id)).toEqual({ tier: 'CORE', interval: 'month' });
    expect(book.asked()).toBe(1);
  });

  test('by the mark that stripe:setup left, when its lookup key has moved on', async () => {
    const { id } = await price({
      unit_amount: 399,
      recurring: { interval: 'year' },
      metadata: { cue_stage: 'prod', cue_tier: 'PRO' },
    });
    expect(await openBook().planOf(id)).toEqual({ tier: 'PRO', interval: 'year' });
  });

  test.each([
    ['another stage', { lookup_key: 'cue-dev-plan-CORE-month' }],
    ['another stage by its mark', { metadata: { cue_stage: 'dev', cue_tier: 'CORE' } }],
    ['a tier that the catalog has not', { metadata: { cue_stage: 'prod', cue_tier: 'GOLD' } }],
    [
      'two months at once',
      {
        metadata: { cue_stage: 'prod', cue_tier: 'CORE' },
        recurring: { interval: 'month', interval_count: 2 },
      },
    ],
    ['a week', { metadata: { cue_stage: 'prod', cue_tier: 'CORE' }, recurring: { interval: 'week' } }],
    ['no mark at all', {}],
  ])('and not of %s', async (_what, more) => {
    const { id } = await price(more);
    expect(await openBook().planOf(id)).toBeUndefined();
  });

  test('and not one that Stripe does not know; it is asked again, because it may be mended', async () => {
    const { id } = await price({});
    const book = openBook();
    expect(await book.planOf('price_nowhere')).toBeUndefined();
    expect(await book.planOf(id)).toBeUndefined();
    await lab.stripe.prices.update(id, { metadata: { cue_stage: 'prod', cue_tier: 'STUDIO' } });
    expect(await book.planOf(id)).toEqual({ tier: 'STUDIO', interval: 'month' });
  });

  test('a fault of Stripe is a fault, not an unknown price', async () => {
    const { id } = await price({});
    await lab.control('POST', '/_sim/api-faults', {
      faults: [{ path: '/v1/prices/*', answer: 500, count: 9 }],
    });
    await expect(openBook().planOf(id)).rejects.toMatchObject({ statusCode: 500 });
    await lab.control('POST', '/_sim/api-faults', { faults: [] });
  });
});

describe('the price that is sold', () => {
  test('is the active one with the lookup key; a change is seen within a minute', async () => {
    const key = { lookup_key: 'cue-prod-plan-STUDIO-month', transfer_lookup_key: true };
    const before = await price(key);
    const book = openBook();
    expect(await book.idOf('STUDIO', 'month')).toBe(before.id);
    const after = await price({ ...key, unit_amount: 999 });
    expect(await book.idOf('STUDIO', 'month')).toBe(before.id);
    expect(book.asked()).toBe(1);
    book.passSeconds(60);
    expect(await book.idOf('STUDIO', 'month')).toBe(after.id);
  });

  test('is none where none is set up, or the catalog has none', async () => {
    const book = openBook();
    expect(await book.idOf('PRO', 'month')).toBeUndefined();
    expect(await book.idOf('CORE', 'year')).toBeUndefined();
    expect(await book.idOf('GOLD', 'month')).toBeUndefined();
  });

  test('is asked for again after a failure', async () => {
    await lab.control('POST', '/_sim/api-faults', {
      faults: [{ path: '/v1/prices', answer: 500, count: 1 }],
    });
    const book = openBook();
    await expect(book.idOf('STUDIO', 'month')).rejects.toMatchObject({ statusCode: 500 });
    expect(await book.idOf('STUDIO', 'month')).toMatch(/^price_/);
  });
});
