import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { parseText } from '../texts.ts';
import { anyValue, params, reference } from './param.ts';

// A setting is a text and never a list.
const list = reference.check(
  z.refine((text) => parseText(text).kind === 'reference', {
    error: 'Must be a list, or a reference to one',
  }),
);

const items = z.union(
  [list, z.array(anyValue).check(z.maxLength(1_000, { error: 'Must be at most 1000 items' }))],
  {
    error: ({ input }) =>
      input === undefined ? 'Is required' : 'Must be a list, or a reference such as {{trigger.items}}',
  },
);

export const logicForEach = nodeType({
  type: 'logic.forEach',
  family: 'logic',
  title: 'For each',
  summary: 'Runs what follows its way "item" once for each item of a list, then goes on with "done".',
  params: params({ items }),
  fields: [{ name: 'items', label: 'Items', input: 'text', hint: 'A list: {{trigger.items}}, say.' }],
  credentials: () => [],
  handles: () => ['item', 'done'],
  example: { items: '{{trigger.items}}' },
  sampleOutput: { item: { sku: 'cup', quantity: 2, price: 10 }, index: 0, count: 2 },
  seconds: () => 0,
});
