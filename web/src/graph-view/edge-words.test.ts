import { expect, it } from '@jest/globals';
import type { GraphNode } from '../../../lib/graph/graph.ts';
import { edgeWords } from './edge-words.ts';

const node: GraphNode = {
  id: 'country',
  type: 'logic.switch',
  position: { x: 0, y: 0 },
  data: {
    label: 'Which country',
    params: { value: '{{trigger.country}}', cases: ['DE', ''] },
    credentials: [],
  },
};
const words = (sourceHandle?: string) =>
  edgeWords(
    { id: 'e', source: 'country', target: 'next', ...(sourceHandle === undefined ? {} : { sourceHandle }) },
    node,
  );

it.each([
  ['true', 'yes'],
  ['false', 'no'],
  ['declined', 'declined'],
  ['item', 'each'],
  ['done', 'then'],
  ['default', 'otherwise'],
])('says what %s means', (handle, said) => {
  expect(words(handle)).toBe(said);
});

it('says of a case what it is a case of, and counts one without a text', () => {
  expect(words('case-1')).toBe('DE');
  expect(words('case-2')).toBe('case 2');
  expect(words('case-9')).toBe('case 9');
});

it('says nothing of an only way out, and repeats a name that is not ours', () => {
  expect(words()).toBe('');
  expect(words('')).toBe('');
  expect(words('constructor')).toBe('constructor');
});
