import Stripe from 'stripe';
import { StartFault } from '../../local/ports.ts';
import { listLimit, type SetupDeps } from '../../stripe-setup/products.ts';

/** What the key may read; undefined when it may not. */
async function ifAllowed<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripePermissionError) return undefined;
    throw cause;
  }
}

/** "account Cue (acct_…)": whoever has several sees at once where things are made. */
export async function accountText(stripe: Stripe): Promise<string> {
  const account = await ifAllowed(() => stripe.accounts.retrieveCurrent());
  // Stripe has no right that would let a restricted key ask.
  if (!account) return 'an account that a restricted key cannot name';
  const { id, settings, business_profile } = account;
  return `account ${settings?.dashboard.display_name || business_profile?.name || 'without a name'} (${id})`;
}

const endpointsOf = (stripe: Stripe) =>
  ifAllowed(() => stripe.webhookEndpoints.list({ limit: 100 }).autoPagingToArray({ limit: listLimit }));

/**
 * Keys do not tell their account, and a restricted one may not ask for it. But two keys of one mode and one account
 * see the same webhook endpoints, which both have the right to read (docs/deploy.md). Throws when they do not; answers
 * whether that is all there will be to see: an account without any endpoint looks like another one.
 */
export async function requireSameAccount({ stripe, progress }: SetupDeps, theirs: Stripe): Promise<boolean> {
  const [own, other] = [await endpointsOf(stripe), await endpointsOf(theirs)];
  if (!own || !other) {
    progress.note(
      'One of the two keys may not read webhook endpoints: whether both are of one account was not looked at.',
    );
    return true;
  }
  const ids = (endpoints: Stripe.WebhookEndpoint[]) => endpoints.map(({ id }) => id).sort();
  if (ids(own).join() === ids(other).join()) return own.length > 0;
  throw new StartFault(
    'The key of the environment and that of the functions are of different Stripe accounts: they do not see the same webhook endpoints.',
  );
}
