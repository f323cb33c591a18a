import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { comparisons } from '../program.ts';
import { choice, params, scalar } from './param.ts';

export const logicCondition = nodeType({
  type: 'logic.condition',
  family: 'logic',
  title: 'Condition',
  summary: 'Goes one way when a comparison is true, and another when not.',
  params: params({ left: scalar, op: choice(comparisons), right: z.optional(scalar) }).check(
    z.refine(({ op, right }) => op === 'exists' || right !== undefined, {
      error: 'Is required',
      path: ['right'],
    }),
  ),
  fields: [
    { name: 'left', label: 'Value', input: 'text', hint: '{{trigger.total}}, say.' },
    {
      name: 'op',
      label: 'Is',
      input: 'choice',
      options: [
        ['==', 'equal to'],
        ['!=', 'other than'],
        ['>', 'greater than'],
        ['>=', 'at least'],
        ['<', 'less than'],
        ['<=', 'at most'],
        ['contains', 'containing'],
        ['exists', 'there and not empty'],
      ],
    },
    { name: 'right', label: 'Compared with', input: 'text', optional: true },
  ],
  credentials: () => [],
  handles: () => ['true', 'false'],
  example: { left: '{{trigger.total}}', op: '>', right: 500 },
  sampleOutput: null,
  seconds: () => 0,
});
