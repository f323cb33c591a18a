import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

const sectionOf = (heading: string) => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** What the text has of these, in its order. */
const orderIn = (text: string, words: string[]) =>
  words.filter((word) => text.includes(word)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b));

test('an upgrade sets secrets and rights before it deploys, and Stripe up afterwards', () => {
  const steps = [
    'npm run secrets -- set --stage prod',
    '**Rights**',
    'sh ../prod.sh npm run deploy --',
    'npm run stripe:setup -- --stage prod --live',
    'npm run reconcile -- --apply',
  ];
  expect(orderIn(sectionOf('Upgrade'), steps)).toEqual(steps);
});

test('a version without subscriptions is told which secret and which rights it lacks', () => {
  const upgrade = sectionOf('Upgrade').replaceAll(/\s+/g, ' ');
  expect(upgrade).toContain('`IDENTITY_HASH_KEY`: press Enter');
  expect(upgrade).toContain('write on Setup Intents, Subscriptions, Invoices, Customer portal');
});

/** Of a heading, as Git hosts make it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

test('its links within the page lead to sections', () => {
  const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchor(heading));
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(anchors).toEqual(expect.arrayContaining(links));
});
