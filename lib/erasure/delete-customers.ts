import type Stripe from 'stripe';
import { isMissingAtStripe } from '../platform/stripe.ts';

/**
 * With a customer go name, address and cards; what they paid stays at Stripe, and can still be refunded. Of one that is
 * gone already Stripe says that there is none.
 * https://docs.stripe.com/api/customers/delete
 */
export async function deleteCustomers({ customers }: Stripe, customerIds: readonly string[]): Promise<void> {
  for (const customerId of customerIds) {
    try {
      await customers.del(customerId);
    } catch (cause) {
      if (!isMissingAtStripe(cause)) throw cause;
    }
  }
}
