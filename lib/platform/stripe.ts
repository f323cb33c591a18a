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

/** What a caller is told of the money when Stripe failed: whether that is known depends on what was asked for. */
export const nothingCharged = 'Nothing was charged; please try again.';
export const chargedOnce =
  'Whether it was charged is not known yet; please try the same again, it is never charged twice.';

function failureOf(cause: { statusCode?: number | undefined }, money: string): AppError {
  // Stripe refuses a second call under an idempotency key whose first is still running.
  if (cause.statusCode === 409) {
    const message = 'The same request is still running; please try again in a moment';
    return new AppError('idempotency_conflict', message, { cause });
  }
  if (cause.statusCode === 429)
    return new AppError('dependency_unavailable', `Stripe is too busy right now. ${money}`, { cause });
  return new AppError('upstream_failed', `Stripe could not be reached. ${money}`, { cause });
}

/** Stripe's refusal as our 502 or 503, without Stripe's own words. */
export async function orUpstreamFailure<T>(call: () => Promise<T>, money = nothingCharged): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const { default: Stripe } = await import('stripe');
    throw cause instanceof Stripe.errors.StripeError ? failureOf(cause, money) : cause;
  }
}

/** Whether an error says that this deployment sells nothing: payments are switched off, or not set up yet. */
export function isWithoutStripe(error: unknown): error is AppError {
  return error instanceof AppError && ['stripe_disabled', 'payments_not_set_up'].includes(error.code);
}

/** Whether Stripe answered that it has no such object. */
export function isMissingAtStripe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'resource_missing';
}

/** Whether Stripe refused a call for the customer that it names: deleted there, or never made. */
export function isMissingCustomer(error: unknown): boolean {
  return isMissingAtStripe(error) && error instanceof Error && 'param' in error && error.param === 'customer';
}
