import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { line, params } from './param.ts';

export const triggerWebhook = nodeType({
  type: 'trigger.webhook',
  family: 'trigger',
  title: 'Webhook',
  summary: 'Starts when somebody posts JSON to an address.',
  params: params({
    path: line(200).check(
      z.regex(/^\/([A-Za-z0-9][A-Za-z0-9._~-]*(\/[A-Za-z0-9][A-Za-z0-9._~-]*)*)?$/, {
        error: 'Must be a path such as /orders',
      }),
    ),
  }),
  fields: [{ name: 'path', label: 'Path', input: 'text', hint: 'Where it listens: /orders, say.' }],
  credentials: () => [],
  handles: () => [''],
  example: { path: '/orders' },
  sampleOutput: {
    id: 'order-1042',
    email: 'ada@example.com',
    name: 'Ada',
    total: 620,
    currency: 'usd',
    status: 'new',
    message: 'Where is my order?',
    items: [
      { sku: 'cup', quantity: 2, price: 10 },
      { sku: 'lamp', quantity: 1, price: 600 },
    ],
  },
  seconds: () => 0,
});
