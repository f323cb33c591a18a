import Stripe from 'stripe';
import { type StripeSimulator, type StripeSimulatorOptions, startStripeSimulator } from '../server.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export const SECRET = 'whsec_test_secret';

/** A simulator on a free port, the official library as its client, and an endpoint that gets its events. */
export interface Lab extends AsyncDisposable {
  simulator: StripeSimulator;
  stripe: Stripe;
  receiver: WebhookReceiver;
  /** Moves Stripe's clock. */
  passSeconds(seconds: number): void;
  control(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Resolves when nothing waits for delivery. */
  quiet(): Promise<void>;
}

export async function openLab(overrides: Partial<StripeSimulatorOptions> = {}): Promise<Lab> {
  const receiver = await startWebhookReceiver();
  // It stands still between moves, so that no test depends on where in a second it began.
  let nowSeconds = Math.floor(Date.now() / 1000);
  const simulator = await startStripeSimulator({
    port: 0,
    webhookSecret: SECRET,
    webhookUrl: receiver.url,
    databaseFile: ':memory:',
    nowSeconds: () => nowSeconds,
    ...overrides,
  });
  const control = controlOf(simulator);
  return {
    simulator,
    receiver,
    control,
    stripe: clientOf(simulator),
    passSeconds: (seconds) => {
      nowSeconds += seconds;
    },
    quiet: () => quiet(control),
    async [Symbol.asyncDispose]() {
      await simulator.close();
      await receiver.close();
    },
  };
}

export function clientOf(simulator: StripeSimulator): Stripe {
  return new Stripe('sk_test_lab', {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
  });
}

function controlOf(simulator: StripeSimulator): Lab['control'] {
  return async (method, path, body) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

async function quiet(control: Lab['control']): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    const { body } = await control('GET', '/_sim/webhooks');
    if (body.pending === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Deliveries are still pending after ten seconds');
}

/** 25 credits at 20 cents, as Cue sells them. */
export const creditsCheckout = {
  mode: 'payment',
  line_items: [
    { quantity: 25, price_data: { currency: 'usd', unit_amount: 20, product_data: { name: 'Cue credits' } } },
  ],
  success_url: 'http://localhost:5000/payment/success?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:5000/payment/cancel',
} satisfies Stripe.Checkout.SessionCreateParams;

export async function postForm(
  session: Pick<Stripe.Checkout.Session, 'url'>,
  fields: Record<string, string>,
) {
  const response = await fetch(String(session.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  });
  const html = await response.text();
  return {
    status: response.status,
    location: response.headers.get('location'),
    html,
    alert: /role="alert"[^>]*>([^<]*)/.exec(html)?.[1] ?? null,
  };
}
