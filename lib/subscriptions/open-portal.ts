import type Stripe from 'stripe';
import { AppError } from '../contract/errors.ts';
import { isMissingCustomer, orUpstreamFailure } from '../platform/stripe.ts';
import type { UserItem } from '../users/user-item.ts';

export interface PortalDeps {
  stripe(): Promise<Stripe>;
  frontends: readonly string[];
  /** What people may do there. Without one Stripe would show the account's default, with prices that are not ours. */
  portalConfiguration: string | undefined;
}

/** The same answer for someone who never paid, and for one whose customer was deleted at Stripe. */
const noCustomer = (cause?: unknown) => new AppError('not_found', 'No subscription found', { cause });

/** A new session in Stripe's customer portal, where cards and invoices are; answers its short-lived address. */
export async function openPortal(
  { stripe, frontends, portalConfiguration }: PortalDeps,
  user: UserItem,
): Promise<string> {
  const { billingPortal } = await stripe();
  const customer = user.stripeCustomerId;
  if (!customer) throw noCustomer();
  if (!portalConfiguration) throw new AppError('payments_not_set_up', 'The billing portal is not set up yet');
  const [site] = frontends;
  const { url } = await orUpstreamFailure(async () => {
    try {
      return await billingPortal.sessions.create({
        customer,
        configuration: portalConfiguration,
        return_url: `${site}/account`,
      });
    } catch (cause) {
      throw isMissingCustomer(cause) ? noCustomer(cause) : cause;
    }
  });
  return url;
}
