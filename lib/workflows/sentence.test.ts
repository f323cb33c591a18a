import { expect, test } from '@jest/globals';
import { descriptionOf, nameOf } from './sentence.ts';

test.each([
  ['Email me', 'Email me'],
  ['  When an order\ncomes in, email   the whole team!', 'When an order comes in, email the …'],
  ['Every day, and then', 'Every day, and then'],
  ['Ship it.', 'Ship it'],
  ['a\u202egnp\u0000x', 'a gnp x'],
  ['!!!', 'Workflow'],
  ['x'.repeat(10_000), 'x'.repeat(60)],
  ['😀'.repeat(100), '😀'.repeat(60)],
])('%j is called %j', (sentence, name) => {
  expect(nameOf(sentence)).toBe(name);
});

test('a description keeps its lines, and nothing that cannot be seen', () => {
  expect(descriptionOf(' One\u200b two \r\n\u202ethree\n')).toBe('One two\nthree');
});
