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
    (await send({ url: endpoint.url, payload, secrets: endpointSecrets(world, endpoint), closing }));
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
  payload: string;
  secrets: string[];
  closing: AbortSignal;
}

async function send({ url, payload, secrets, closing }: Sending): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      headers: headersFor(payload, secrets),
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer = (await response.text()).slice(0, KEPT_ANSWER_LENGTH);
    return { status: response.status, error: null, answer };
  } catch (error) {
    return { status: null, error: reasonOf(error), answer: null };
  }
}

function headersFor(payload: string, secrets: string[]): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': signatureHeader(payload, secrets),
  };
}

/** `fetch` says only "fetch failed"; what happened is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'Timed out';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
