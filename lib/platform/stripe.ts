import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { once } from './once.ts';

export interface StripeSettings {
  STRIPE_ENABLED: boolean;
  STRIPE_SECRET_KEY: string | undefined;
  STRIPE_API_URL: string | undefined;
}

// A first checkout makes two calls: three tries each of four seconds end within the function's time-out of 28.
const timeoutMs = 4_000;

async function loadClient(settings: StripeSettings, key: string, retries: number): Promise<Stripe> {
  // Imported when first needed: most of what consumers do asks Stripe nothing, and its client is larger than all else.
  const { default: Client } = await import('stripe');
  return new Client(key, {
    ...addressOf(settings.STRIPE_API_URL),
    timeout: timeoutMs,
    maxNetworkRetries: retries,
    telemetry: false,
  });
}

/**
 * Stripe's client, made when first asked for. Throws 503 when payments are switched off or not set up yet. A caller
 * who is repeated as a whole, by a queue say, has no use for `retries`.
 */
export function createStripe(settings: StripeSettings, retries = 2): () => Promise<Stripe> {
  const { STRIPE_ENABLED, STRIPE_SECRET_KEY } = settings;
  const client = once(() => loadClient(settings, STRIPE_SECRET_KEY ?? '', retries));
  return async () => {
    if (!STRIPE_ENABLED) throw new AppError('stripe_disabled', 'Stripe integration is disabled');
    if (!STRIPE_SECRET_KEY) throw new AppError('payments_not_set_up', 'Payments are not set up yet');
    return client();
  };
}

function addressOf(apiUrl: string | undefined): Stripe.StripeConfig {
  if (!apiUrl) return {};
  const { protocol, hostname, port } = new URL(apiUrl);
  const secure = protocol === 'https:';
  return { protocol: secure ? 'https' : 'http', host: hostname, port: Number(port) || (secure ? 443 : 80) };
}

/** Whether this key belongs to live mode; unknown without one. Events of the other mode are not ours. */
export function isLiveKey(key: string | undefined): boolean | undefined {
  return key === undefined ? undefined : /^(sk|rk)_live_/.test(key);
}

/** Stripe's refusal as our 502, without Stripe's own words. */
export async function orUpstreamFailure<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const { default: Stripe } = await import('stripe');
    // Stripe refuses a second call under an idempotency key whose first is still running.
    if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 409) {
      throw new AppError(
        'idempotency_conflict',
        'The same request is still running; please try again in a moment',
        {
          cause,
        },
      );
    }
    if (cause instanceof Stripe.errors.StripeError) {
      throw new AppError(
        'upstream_failed',
        'Stripe could not be reached. Nothing was charged; please try again.',
        {
          cause,
        },
      );
    }
    throw cause;
  }
}

/** Whether Stripe answered that it has no such object. */
export function isMissingAtStripe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'resource_missing';
}
