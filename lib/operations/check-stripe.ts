import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import type { Health } from '../contract/operation-routes.ts';
import { endpointRemarks } from './stripe-endpoint.ts';

export interface StripeCheckDeps {
  stripe(): Promise<Stripe>;
  /** Origins at which Cue takes Stripe's webhooks; the first is the API's own. */
  webhookOrigins: readonly string[];
}

interface StripeCheck {
  state: Health['checks']['stripe'];
  remarks: string[];
}

// Far more endpoints than an account can have.
const limit = 100;

const isForbidden = (cause: unknown) =>
  cause instanceof Error && 'statusCode' in cause && cause.statusCode === 403;

/** One call tells both: that Stripe takes our key, and what it will send us. Throws when Stripe fails. */
export async function checkStripe({
  stripe,
  webhookOrigins: origins,
}: StripeCheckDeps): Promise<StripeCheck> {
  try {
    const client = await stripe();
    const { data } = await client.webhookEndpoints.list({ limit });
    const apiVersion = client.getApiField('version');
    return { state: 'ok', remarks: endpointRemarks(data, { origins, apiVersion }) };
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'stripe_disabled') return { state: 'off', remarks: [] };
    if (cause instanceof AppError && cause.code === 'payments_not_set_up')
      return { state: 'not_set_up', remarks: [] };
    // A restricted key that may sell but not look at endpoints is as good as any.
    if (isForbidden(cause))
      return {
        state: 'ok',
        remarks: ['The Stripe key may not read webhook endpoints: ours is not checked.'],
      };
    throw cause;
  }
}
