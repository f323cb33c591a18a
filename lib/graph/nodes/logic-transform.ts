import { nodeType } from '../node-type.ts';
import { params, somePairs } from './param.ts';

export const logicTransform = nodeType({
  type: 'logic.transform',
  family: 'logic',
  title: 'Transform',
  summary: 'Puts values together under new names.',
  params: params({ fields: somePairs }),
  fields: [{ name: 'fields', label: 'Fields', input: 'pairs' }],
  credentials: () => [],
  handles: () => [''],
  example: { fields: { orderId: '{{trigger.id}}', greeting: 'Hello {{trigger.name}}' } },
  sampleOutput: { orderId: 'order-1042', greeting: 'Hello Ada' },
  seconds: () => 0,
});
