import { expect, test } from '@jest/globals';
import { failedIds } from './batch-result.ts';

const all = ['one', 'two'];
const failures = (...itemIdentifier: unknown[]) => ({
  batchItemFailures: itemIdentifier.map((id) => ({ itemIdentifier: id })),
});

test.each([
  ['nothing returned', undefined],
  ['null', null],
  ['an empty object', {}],
  ['an empty list', { batchItemFailures: [] }],
  ['no list', { batchItemFailures: null }],
])('%s means that all succeeded', (_name, result) => {
  expect(failedIds(result, all)).toEqual([]);
});

test('only the reported ones failed', () => {
  expect(failedIds(failures('two'), all)).toEqual(['two']);
});

test.each([
  ['an unknown id', failures('two', 'three')],
  ['an empty id', failures('')],
  ['a null id', failures(null)],
  ['an entry without an id', { batchItemFailures: [{}] }],
  ['a list that is none', { batchItemFailures: 'two' }],
  ['a text', 'two'],
])('%s means that all failed', (_name, result) => {
  expect(failedIds(result, all)).toEqual(all);
});
