import * as z from 'zod/mini';
import { AppError } from '../contract/errors.ts';
import {
  type StripeEvent,
  stripeEvent,
  stripeEventReference,
  stripeEventSource,
} from '../contract/stripe-events.ts';
import type { Bus } from '../platform/bus.ts';
import type { Log } from '../platform/log.ts';
import type { Count } from '../platform/metrics.ts';
import type { Outside } from '../platform/outside.ts';
import { isSignedByStripe } from '../platform/stripe-signature.ts';

export interface ForwardDeps {
  bus: Bus;
  log: Log;
  count: Count;
  outside: Outside;
  secrets: readonly string[];
}

// Under the 256 KB that EventBridge and SQS took for years, and still do in places; EventBridge's own fields included.
const largestDetailBytes = 240 * 1024;

function parseEvent(text: string): StripeEvent | undefined {
  try {
    const result = z.safeParse(stripeEvent, JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    // Signed by Stripe, but not JSON: as unreadable as any other shape that is no event.
    return undefined;
  }
}

function refuse({ log, count }: ForwardDeps, code: 'invalid_signature' | 'invalid_payload'): AppError {
  count('RefusedWebhooks');
  log.warn('Webhook refused', { code });
  return new AppError(code, code === 'invalid_signature' ? 'Invalid signature' : 'Invalid payload');
}

/** The event as it came, or a reference to fetch it by when it is too large for the bus. */
function detailOf(event: StripeEvent, text: string): string {
  if (Buffer.byteLength(text) <= largestDetailBytes) return text;
  return JSON.stringify(stripeEventReference.parse({ ...event, object: 'event_reference' }));
}

/** `text` is the event's JSON. */
export async function putOnBus(bus: Bus, event: StripeEvent, text: string): Promise<void> {
  await bus.put({ source: stripeEventSource, type: event.type, detail: detailOf(event, text) });
}

/**
 * Puts a signed Stripe event on the bus and does nothing else. Whatever is wrong with signature or envelope is
 * 400; when the bus does not take it, 503, so that Stripe sends it again.
 */
export async function forwardStripeEvent(
  deps: ForwardDeps,
  bytes: Buffer,
  signature: string | undefined,
): Promise<void> {
  const { bus, log, outside, secrets } = deps;
  if (!isSignedByStripe(bytes, signature, secrets, outside.clock.now()))
    throw refuse(deps, 'invalid_signature');
  const text = new TextDecoder().decode(bytes);
  const event = parseEvent(text);
  if (!event) throw refuse(deps, 'invalid_payload');
  log.info('Forwarding event', { eventId: event.id, type: event.type });
  try {
    await putOnBus(bus, event, text);
  } catch (cause) {
    throw new AppError('dependency_unavailable', 'The event could not be taken now; please send it again', {
      cause,
    });
  }
}
