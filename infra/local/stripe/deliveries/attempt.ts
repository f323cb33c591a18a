import type Stripe from 'stripe';
import { endpointSecrets, webhookEndpoints } from '../objects/webhook-endpoint.ts';
import { findAnything } from '../store/collection.ts';
import type { World } from '../world.ts';
import { type Attempt, abandon, recordAttempt } from './outcome.ts';
import type { Delivery } from './queue.ts';
import { signatureHeader } from './signature.ts';

const TIMEOUT_MS = 10_000;
const KEPT_ANSWER_LENGTH = 500;

export async function attemptDelivery(world: World, delivery: Delivery, closing: AbortSignal): Promise<void> {
  const endpoint = webhookEndpoints.find(world.store, delivery.endpoint);
  if (endpoint?.status !== 'enabled') return abandon(world, delivery, 'The endpoint is gone or disabled');
  const payload = JSON.stringify(findAnything(world.store, delivery.event), null, 2);
  const attempt =
    takeDrop(world) ??
    (await send({ url: endpoint.url, headers: headersFor(world, endpoint, payload), payload, closing }));
  // Cut off by our own closing: it stays pending, and is sent again after the restart.
  if (!closing.aborted) recordAttempt(world, delivery, attempt);
}

function takeDrop({ faults }: World): Attempt | undefined {
  if (faults.dropFirst === 0) return undefined;
  faults.dropFirst -= 1;
  return { status: null, error: 'Dropped, as dropFirst asks', answer: null };
}

interface Sending {
  url: string;
  headers: Record<string, string>;
  payload: string;
  closing: AbortSignal;
}

async function send({ url, headers, payload, closing }: Sending): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer = (await response.text()).slice(0, KEPT_ANSWER_LENGTH);
    return { status: response.status, error: null, answer };
  } catch (error) {
    return { status: null, error: reasonOf(error), answer: null };
  }
}

/** Signed at the time that Stripe's clock has moved ahead to: whoever keeps time with it finds the signature fresh. */
function headersFor(world: World, endpoint: Stripe.WebhookEndpoint, payload: string): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000) + world.ownClock.aheadSeconds();
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': signatureHeader(payload, endpointSecrets(world, endpoint), timestamp),
  };
}

/** `fetch` says only "fetch failed"; what happened is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'Timed out';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
