import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { choice, line, params, recipient, serviceCall } from './param.ts';

export const stripeCustomer = nodeType({
  type: 'stripe.customer',
  family: 'action',
  title: 'Stripe customer',
  summary: 'Finds, reads or makes a customer at Stripe; nothing when there is none.',
  params: params({
    action: choice(['find', 'get', 'create']),
    email: z.optional(recipient),
    customerId: z.optional(line(255)),
    name: z.optional(line(255)),
  }).check(
    z.refine(({ action, email }) => action === 'get' || email !== undefined, {
      error: 'Is required',
      path: ['email'],
    }),
    z.refine(({ action, customerId }) => action !== 'get' || customerId !== undefined, {
      error: 'Is required',
      path: ['customerId'],
    }),
  ),
  fields: [
    {
      name: 'action',
      label: 'What to do',
      input: 'choice',
      options: [
        ['find', 'Find by e-mail'],
        ['get', 'Read by id'],
        ['create', 'Make a new one'],
      ],
    },
    { name: 'email', label: 'E-mail', input: 'text', optional: true },
    { name: 'customerId', label: 'Customer', input: 'text', hint: 'cus_…', optional: true },
    { name: 'name', label: 'Name', input: 'text', optional: true },
  ],
  credentials: () => ['stripe'],
  handles: () => [''],
  call: ({ action, email, customerId, name }) =>
    serviceCall('stripeCustomer', { action, email, customerId, name }),
  example: { action: 'find', email: '{{trigger.email}}' },
  sampleOutput: {
    id: 'cus_NffrFeUfNV2Hib',
    object: 'customer',
    email: 'ada@example.com',
    name: 'Ada',
    currency: 'usd',
    metadata: {},
  },
  seconds: () => 1,
});
