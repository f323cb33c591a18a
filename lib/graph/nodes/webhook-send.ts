import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { address, choice, longText, pairs, params, serviceCall } from './param.ts';

export const webhookSend = nodeType({
  type: 'webhook.send',
  family: 'action',
  title: 'Send to webhook',
  summary: 'Posts a message to Slack, Discord or any address that takes JSON.',
  params: params({
    url: address,
    shape: choice(['json', 'slack', 'discord']),
    message: z.optional(longText(4_000)),
    body: z.optional(pairs),
  }).check(
    z.refine(({ shape, message }) => shape === 'json' || message !== undefined, {
      error: 'Is required',
      path: ['message'],
    }),
  ),
  fields: [
    { name: 'url', label: 'Address', input: 'text', hint: 'A setting: {{env.SLACK_WEBHOOK_URL}}.' },
    {
      name: 'shape',
      label: 'For',
      input: 'choice',
      options: [
        ['json', 'Any program'],
        ['slack', 'Slack'],
        ['discord', 'Discord'],
      ],
    },
    { name: 'message', label: 'Message', input: 'longText', optional: true },
    { name: 'body', label: 'Values', input: 'pairs', hint: 'Sent as JSON to any program.', optional: true },
  ],
  credentials: () => ['webhook'],
  handles: () => [''],
  call: ({ url, shape, message, body }) => serviceCall('sendWebhook', { url, shape, message, body }),
  example: {
    url: '{{env.SLACK_WEBHOOK_URL}}',
    shape: 'slack',
    message: 'A new order from {{trigger.name}}: {{trigger.total}}',
  },
  sampleOutput: { status: 200 },
  seconds: () => 1,
});
