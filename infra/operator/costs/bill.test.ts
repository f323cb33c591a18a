import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { costSentence, costTables, totalUsd } from './bill.ts';
import { withSentence, withTables } from './document.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const document = read('docs/costs.md');
const readme = read('README.md');

test('docs/costs.md holds the tables that the prices give: npm run costs -- --write puts them there', () => {
  expect(withTables(document, costTables())).toBe(document);
});

test('README.md says what the tables say: npm run costs -- --write puts it there', () => {
  expect(withSentence(readme, costSentence())).toBe(readme);
});

test('a stack that nobody uses costs less than three dollars a month, and less than five without allowances', () => {
  expect(totalUsd(0, true)).toBeLessThan(3);
  expect(totalUsd(0, false)).toBeLessThan(5);
});

test('AWS takes less of a purchase than Stripe does by far', () => {
  expect(totalUsd(100_000, false) / 100_000).toBeLessThan(0.002);
});

test('tables have a place in the document, or it is an error', () => {
  expect(() => withTables('# Costs', costTables())).toThrow('docs/costs.md has no place for the tables');
  expect(() => withSentence('# Cue', costSentence())).toThrow('README.md does not say what a month costs');
});
