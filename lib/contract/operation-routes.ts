import * as z from 'zod/mini';
import type { Route } from './route.ts';

const checkResult = z.enum(['ok', 'failed', 'off', 'not_set_up']);

const health = z.object({
  status: z.enum(['ok', 'failed']),
  checks: z.object({ table: checkResult, bus: checkResult, stripe: checkResult, email: checkResult }),
  /** What works but should be looked at; absent when there is nothing. */
  remarks: z.optional(z.array(z.string())),
});

export type Health = z.output<typeof health>;

export const operationRoutes = {
  getHealth: {
    method: 'GET',
    path: '/health',
    aliases: ['/api/health'],
    servedBy: 'meta',
    caller: 'anyone',
    summary: 'Whether Cue can do its work: 503 when something it needs fails',
    response: health,
    failureStatus: 503,
  },
  getOpenApi: {
    method: 'GET',
    path: '/api/openapi.json',
    servedBy: 'meta',
    caller: 'anyone',
    summary: 'This document',
    response: z.record(z.string(), z.unknown()),
  },
  getReference: {
    method: 'GET',
    path: '/api/docs',
    servedBy: 'meta',
    caller: 'anyone',
    summary: 'This document as a page to read',
    file: 'text/html; charset=utf-8',
  },
  receiveStripeEvent: {
    method: 'POST',
    path: '/api/webhooks/stripe',
    aliases: ['/webhooks/stripe', '/api/payments/webhook', '/api/v1/stripe/webhook'],
    servedBy: 'stripe-webhook',
    caller: 'stripe',
    summary: 'Where Stripe delivers events, signed in the Stripe-Signature header',
    response: z.object({ status: z.literal('success') }),
  },
} as const satisfies Record<string, Route>;
