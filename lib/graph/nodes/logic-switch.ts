import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { params, plainLine, scalar } from './param.ts';

const cases = z.array(plainLine(500), { error: 'Must be a list of texts' }).check(
  z.minLength(1, { error: 'Must have a case' }),
  z.maxLength(20, { error: 'Must have at most 20 cases' }),
  z.refine((texts) => new Set(texts).size === texts.length, { error: 'Must not have a case twice' }),
);

export const logicSwitch = nodeType({
  type: 'logic.switch',
  family: 'logic',
  title: 'Switch',
  summary: 'Goes the way of the case that a value is equal to, or the default way.',
  params: params({ value: scalar, cases }),
  fields: [
    { name: 'value', label: 'Value', input: 'text' },
    { name: 'cases', label: 'Cases', input: 'list', hint: 'One way out each, and one for all else.' },
  ],
  credentials: () => [],
  handles: (params) => [...params.cases.map((_, index) => `case-${index + 1}`), 'default'],
  example: { value: '{{trigger.status}}', cases: ['new', 'paid'] },
  sampleOutput: null,
  seconds: () => 0,
});
