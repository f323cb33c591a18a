import Stripe from 'stripe';
import { examples } from '../../lib/contract/examples.ts';
import type { OperationId } from '../../lib/contract/routes.ts';
import type { Sent } from '../../lib/reference/curl.ts';
import type { Callers } from './callers.ts';
import { chooseOnPage } from './choose-on-page.ts';
import type { Person, Product } from './product.ts';

/** A call that succeeds: who makes it, and what it brings instead of what the example of its route does. */
interface SuccessCall extends Sent {
  by: Person;
  headers?: Record<string, string>;
}

type HowToCall = (callers: Callers) => Promise<SuccessCall>;

const byVisitor: HowToCall = async ({ visitor }) => ({ by: visitor() });
const byAccount: HowToCall = async ({ account }) => ({ by: await account() });
const bySubscriber: HowToCall = async ({ subscriber }) => ({ by: await subscriber() });

/** About what the caller has just made, by the example of another route. */
const aboutNew =
  <Made>(path: string, { body }: { body: unknown }, idOf: (made: Made) => string): HowToCall =>
  async ({ subscriber }) => {
    const by = await subscriber();
    return { by, params: { id: idOf((await by.call<Made>('POST', path, { body })).json) } };
  };
const aboutNewHold = aboutNew('/api/billing/holds', examples.holdCredits, (made: { id: string }) => made.id);
const aboutNewWorkflow = aboutNew(
  '/api/workflows/generate',
  examples.generateWorkflow,
  (made: { workflowId: string }) => made.workflowId,
);

/** Of somebody who has not made as many in this hour as an hour allows. */
const aboutNewKey: HowToCall = async ({ newSubscriber }) => {
  const by = await newSubscriber();
  const { json } = await by.call<{ key: { id: string } }>('POST', '/api/keys', {
    body: examples.createKey.body,
  });
  return { by, params: { id: json.key.id } };
};

const aboutUnseenKey: HowToCall = async ({ newSubscriber }) => {
  const by = await newSubscriber();
  const { json } = await by.call<{ keys: { id: string }[] }>('GET', '/api/keys');
  return { by, params: { id: json.keys[0]?.id ?? '' } };
};

const byPublishableKey: HowToCall = async ({ subscriber, visitor }) => {
  const { json } = await (await subscriber()).call<{ publishableKey: string }>('GET', '/api/widget');
  return { by: visitor(), query: { key: json.publishableKey } };
};

/** As far as the provider's page, whose form sends the browser back. */
const fromProvider: HowToCall = async ({ visitor }) => {
  const by = visitor();
  const started = await by.call('GET', '/auth/google');
  const chosen = await chooseOnPage(new URL(started.headers.get('location') ?? ''), 'ada@example.com');
  const { searchParams } = new URL(chosen.headers.get('location') ?? '');
  return { by, query: Object.fromEntries(searchParams) };
};

const signedEvent = (product: Product, change: object = {}): Pick<SuccessCall, 'body' | 'headers'> => {
  const body = {
    id: 'evt_example',
    object: 'event',
    type: 'product.updated',
    data: { object: { id: 'prod_1' } },
  };
  const envelope = { api_version: '2026-10-28.endive', created: 1_795_000_000, livemode: false };
  const event = { ...body, ...envelope, ...change };
  const [secret = ''] = (product.cloud.settings.STRIPE_WEBHOOK_SECRET ?? '').split(',');
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: JSON.stringify(event), secret });
  return { body: event, headers: { 'stripe-signature': signature } };
};
const byStripe: HowToCall = async ({ visitor, product }) => ({ by: visitor(), ...signedEvent(product) });

const aboutOtherSession: HowToCall = async ({ account, user, product }) => {
  const here = await account();
  const by = await product.sessionOf((await user(here)).id);
  const { json } = await by.call<{ sessions: { id: string; current: boolean }[] }>(
    'GET',
    '/api/auth/sessions',
  );
  return { by, params: { id: json.sessions.find(({ current }) => !current)?.id ?? '' } };
};

const aboutThemselves: HowToCall = async ({ account, user }) => {
  const by = await account();
  return { by, body: { confirm: (await user(by)).email } };
};

const aboutKeptCredential: HowToCall = async ({ account }) => {
  const by = await account();
  await by.call('PUT', '/api/credentials/stripe/Shop', { body: examples.putCredential.body });
  return { by };
};

const byAdmin: HowToCall = async ({ admin }) => ({ by: await admin() });
const byAdminAboutPerson: HowToCall = async ({ admin, subscriber, user }) => {
  const { id, email } = await user(await subscriber());
  return { by: await admin(), params: { id }, query: { q: email } };
};

/** Of another mode than ours: no consumer takes it. */
const byAdminAboutParked: HowToCall = async ({ admin, visitor, product }) => {
  const id = `evt_parked${Date.now()}`;
  const { body, headers = {} } = signedEvent(product, {
    id,
    type: 'checkout.session.completed',
    livemode: true,
  });
  await visitor().call('POST', '/api/webhooks/stripe', { body, headers });
  await product.settled();
  return { by: await admin(), params: { id } };
};

const afterCanceling: HowToCall = async ({ newSubscriber }) => {
  const by = await newSubscriber();
  await by.call('POST', '/api/payments/cancel-subscription');
  return { by };
};

/**
 * How each operation is called with success. A new route does not compile before it has its line here: one of the callers
 * above where its example is all that it takes, else a few lines that make what it is about.
 */
export const successCalls: Record<OperationId, HowToCall> = {
  signInWithGoogle: byVisitor,
  signInWithGithub: byVisitor,
  finishSignIn: fromProvider,
  getUser: bySubscriber,
  updateProfile: byAccount,
  logout: byAccount,
  listSessions: bySubscriber,
  endSession: aboutOtherSession,
  endOtherSessions: byAccount,
  linkIdentity: byAccount,
  listIdentities: byAccount,
  unlinkIdentity: async ({ twiceLinked }) => ({ by: await twiceLinked() }),
  getPreferences: byAccount,
  updatePreferences: byAccount,
  exportAccount: bySubscriber,
  deleteAccount: aboutThemselves,
  getReferrals: byAccount,
  listCredentials: byAccount,
  putCredential: byAccount,
  deleteCredential: aboutKeptCredential,
  validateCredential: byAccount,
  listKeys: bySubscriber,
  createKey: bySubscriber,
  revokeKey: aboutNewKey,
  revealKey: aboutUnseenKey,
  rollKey: aboutNewKey,
  getWidget: bySubscriber,
  updateWidget: bySubscriber,
  getWidgetConfig: byPublishableKey,
  listPlans: byVisitor,
  getPaymentConfig: byVisitor,
  createOneTimePayment: byAccount,
  createCheckoutSession: byAccount,
  createSubscription: byAccount,
  changePlan: async ({ subscriber }) => ({ by: await subscriber(), body: { tier: 'STUDIO' } }),
  cancelSubscription: async ({ newSubscriber }) => ({ by: await newSubscriber() }),
  resumeSubscription: afterCanceling,
  openPortal: bySubscriber,
  getSubscriptionStatus: bySubscriber,
  getSubscription: bySubscriber,
  listInvoices: bySubscriber,
  getCredits: bySubscriber,
  listLedger: bySubscriber,
  spendCredits: bySubscriber,
  holdCredits: bySubscriber,
  settleHold: aboutNewHold,
  releaseHold: aboutNewHold,
  getBalance: bySubscriber,
  getUsage: bySubscriber,
  listPayments: bySubscriber,
  listWorkflows: bySubscriber,
  createWorkflow: bySubscriber,
  listTemplates: byVisitor,
  generateWorkflow: bySubscriber,
  getWorkflow: aboutNewWorkflow,
  updateWorkflow: aboutNewWorkflow,
  deleteWorkflow: aboutNewWorkflow,
  exportWorkflow: aboutNewWorkflow,
  findUsers: async (callers) => ({ ...(await byAdminAboutPerson(callers)), params: {} }),
  lookAtUser: async (callers) => ({ ...(await byAdminAboutPerson(callers)), query: { limit: '10' } }),
  adjustCredits: async (callers) => ({ ...(await byAdminAboutPerson(callers)), query: {} }),
  listEvents: byAdmin,
  lookAtEvent: byAdminAboutParked,
  redriveEvent: byAdminAboutParked,
  redriveEvents: byAdmin,
  getMetrics: byAdmin,
  countMetrics: byAdmin,
  listAudit: byAdmin,
  getHealth: byVisitor,
  getOpenApi: byVisitor,
  getReference: byVisitor,
  receiveStripeEvent: byStripe,
};
