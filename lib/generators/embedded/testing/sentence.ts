import type { Json } from '../../../graph/graph.ts';

export interface Sentence {
  text: string;
  /** The nodes in order, each with the parameters that matter; none when the text describes no workflow. */
  nodes: readonly (readonly [type: string, params?: Record<string, Json>])[];
  /** The ways between them, by their place from 0: `1.true>2`. Without it each leads to the next. */
  edges?: readonly string[];
}

export const stripe = (event: string) => ['trigger.stripe', { event }] as const;
export const schedule = (cron: string, timezone = 'UTC') => ['trigger.schedule', { cron, timezone }] as const;
export const webhook = (path: string) => ['trigger.webhook', { path }] as const;
export const get = (url: string) => ['http.request', { method: 'GET', url }] as const;
export const put = (table: string) => ['dynamodb.put', { table }] as const;
export const email = (to: string) => ['email.send', { to }] as const;
export const slack = ['webhook.send', { shape: 'slack', url: '{{env.SLACK_WEBHOOK_URL}}' }] as const;
export const discord = ['webhook.send', { shape: 'discord', url: '{{env.DISCORD_WEBHOOK_URL}}' }] as const;
export const ownWebhook = ['webhook.send', { shape: 'json', url: '{{env.WEBHOOK_URL}}' }] as const;
export const compare = (left: string, op: string, right: string) =>
  ['logic.condition', { left, op, right }] as const;
export const customer = ['stripe.customer', { action: 'get', customerId: '{{trigger.customer}}' }] as const;
export const issues =
  'https://api.github.com/search/issues?q=repo:{{env.GITHUB_REPOSITORY}}+is:issue+is:open&per_page=100';
