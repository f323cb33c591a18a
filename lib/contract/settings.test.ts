import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import shippedCatalog from '../../plans.json' with { type: 'json' };
import { priceIdReason, settingReasons } from './setting-reasons.ts';
import { type SettingName, settings } from './settings.ts';

const priceIds = shippedCatalog.plans.flatMap(({ prices }) => prices.map(({ setting }) => setting));
const names = [...Object.keys(settings), ...priceIds].sort();
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('.env.example lists every setting, each with its reason, and no other', () => {
  const text = read('.env.example');
  const listed = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name).sort();
  expect(listed).toEqual(names);
  for (const reason of [...Object.values(settingReasons), priceIdReason])
    expect(text).toContain(`# ${reason}`);
});

test('docs/settings.md lists every setting with its reason and where it is kept', () => {
  const text = read('docs/settings.md');
  for (const [name, reason] of Object.entries(settingReasons))
    expect(text).toContain(`| \`${name}\` | ${reason} | `);
  expect(text).toContain(`| \`STRIPE_PRICE_ID_…\` | ${priceIdReason} | SSM parameter |`);
});

test('.env.example holds no secret', () => {
  expect(read('.env.example')).not.toMatch(/(sk|rk|whsec)_[A-Za-z0-9]{4}/);
});

describe('a key of Stripe', () => {
  const isTaken = (name: SettingName, value: string) =>
    z.safeParse<z.ZodMiniType>(settings[name].schema, value).success;

  test.each([
    ['STRIPE_SECRET_KEY', 'sk_live_1'],
    ['STRIPE_SECRET_KEY', 'rk_test_1\n'],
    ['STRIPE_PUBLISHABLE_KEY', 'pk_test_1'],
    ['STRIPE_WEBHOOK_SECRET', ' whsec_1\n, whsec_2'],
  ] as const)('is taken in its place: %s', (name, value) => {
    expect(isTaken(name, value)).toBe(true);
  });

  test.each([
    ['STRIPE_SECRET_KEY', 'pk_live_1'],
    ['STRIPE_SECRET_KEY', 'whsec_1'],
    ['STRIPE_PUBLISHABLE_KEY', 'sk_live_1'],
    ['STRIPE_PUBLISHABLE_KEY', 'rk_live_1'],
    ['STRIPE_PUBLISHABLE_KEY', 'whsec_1'],
    ['STRIPE_WEBHOOK_SECRET', 'sk_live_1'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_1,sk_live_1'],
  ] as const)('is refused in the place of another: %s as %s', (name, value) => {
    expect(isTaken(name, value)).toBe(false);
  });
});
