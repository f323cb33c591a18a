import { nodeType } from '../node-type.ts';
import { amount, params } from './param.ts';

// Of a delay that is known only when it runs.
const usualSeconds = 60;

export const logicDelay = nodeType({
  type: 'logic.delay',
  family: 'logic',
  title: 'Wait',
  summary: 'Waits for some seconds, a week at most.',
  params: params({ seconds: amount(1, 604_800) }),
  fields: [{ name: 'seconds', label: 'Seconds', input: 'number' }],
  credentials: () => [],
  handles: () => [''],
  example: { seconds: 30 },
  sampleOutput: null,
  seconds: ({ seconds }) => (typeof seconds === 'number' ? seconds : usualSeconds),
});
