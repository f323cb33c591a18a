import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadCatalog } from '../../lib/plans/catalog.ts';
import { standingOf } from '../../lib/subscriptions/standing.ts';
import { subscriptionAnswer } from '../../lib/subscriptions/subscription-answer.ts';
import type { Subscription } from '../../lib/subscriptions/subscription-item.ts';
import { planWords } from '../../web/src/billing/plan-words.ts';
import { subscriptionFixture } from '../testing/subscription-fixture.ts';

const page = readFileSync(new URL('../../docs/subscriptions.md', import.meta.url), 'utf8');
const catalog = loadCatalog(undefined);
const now = new Date('2026-11-21T12:00:00Z');

const running = subscriptionFixture();

/** What the second column says, in fields of the row. */
const circumstances: Record<string, Partial<Subscription>> = {
  '': {},
  'no card is confirmed for it': { awaitsCard: true },
  'its end is past': { trialEnd: '2026-11-21T11:59:59.000Z' },
  'its end is settled': { cancelAtPeriodEnd: true, cancelAt: '2026-12-01T10:00:00.000Z' },
  'collection is paused': { collectionPaused: true },
  'within the days of grace': { overdueSince: '2026-11-14T12:00:01.000Z' },
  'after the days of grace': { overdueSince: '2026-11-14T12:00:00.000Z' },
  '`active` before': { knownStatus: 'active' },
  'never a word that Cue knows': { knownStatus: 'incomplete' },
};

function subscriptionOf(status: string, when: string): Subscription {
  const [, known] = /^`(.+)`$/.exec(status) ?? [];
  const fields = circumstances[when];
  if (!fields) throw new Error(`The test does not know what "${when}" means`);
  const word = known ?? 'a_word_of_tomorrow';
  return { ...running, status: word, knownStatus: word, ...fields };
}

const [, table = ''] = page.split("| Stripe's status |");
const rows = table
  .split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, status = '', when = '', shown = '', gives = '']) => ({ status, when, shown, gives }));

describe('the table of docs/subscriptions.md', () => {
  test.each(rows ?? [])('tells what is given: $status $when', ({ status, when, gives }) => {
    const { plan } = standingOf(catalog, subscriptionOf(status, when), now);
    expect(plan.tier).toBe({ plan: 'PRO', free: 'FREE' }[gives]);
  });

  test.each(rows ?? [])('tells what the page shows: $status $when', ({ status, when, shown }) => {
    const subscription = subscriptionAnswer(catalog, subscriptionOf(status, when), now);
    const words = subscription && planWords({ subscription, nameOf: (tier) => tier, now }).state.words;
    expect(words ?? 'no plan').toBe(shown);
  });

  test("has every status of Stripe's, and one that is not", () => {
    expect([...new Set(rows?.map(({ status }) => status))]).toEqual([
      '`incomplete`',
      '`incomplete_expired`',
      '`trialing`',
      '`active`',
      '`past_due`',
      '`unpaid`',
      '`paused`',
      '`canceled`',
      'another word',
    ]);
  });
});

const links = [...page.matchAll(/\]\((?!http)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);

test('its links lead to pages', () => {
  expect(links.length).toBeGreaterThan(2);
  for (const link of links)
    expect(readFileSync(new URL(`../../docs/${link}`, import.meta.url), 'utf8')).not.toBe('');
});
