import type * as z from 'zod/mini';
import type { OperationId, Routes } from './routes.ts';

type Sent<Route, Part extends string> = Route extends { [P in Part]: infer Schema extends z.ZodMiniType }
  ? { [P in Part]: z.input<Schema> }
  : unknown;
type OptionallySent<Route, Part extends string> = Partial<Sent<Route, Part>>;

/** What a request brings: what a path or a body asks for must be there. */
type Example<Route> = Sent<Route, 'params'> & Sent<Route, 'body'> & OptionallySent<Route, 'query'>;

type Asks = {
  [Id in OperationId as unknown extends Sent<Routes[Id], 'params'> & Sent<Routes[Id], 'body'>
    ? never
    : Id]: Id;
};
export type Examples = { [Id in keyof Asks]: Example<Routes[Id]> } & {
  [Id in Exclude<OperationId, keyof Asks>]?: Example<Routes[Id]>;
};

const workflow = { id: 'wf_01JD7Q8Z3M5N6P7R8S9T0V1W2X' };
const hold = { id: 'hld_01JD7Q8Z3M5N6P7R8S9T0V1W2X' };
const key = { id: 'key_Qw3rTy7U' };
const person = { id: 'usr_01JD7Q8Z3M5N6P7R8S9T0V1W2X' };
const event = { id: 'evt_1SVexample' };
const credential = { service: 'stripe', name: 'Shop' } as const;
const stripeKey = { secretKey: 'rk_test_0000000000example' };

/**
 * One request of each route that asks for something, as its reference shows it and as tests send it. A route with a body
 * or a path parameter that is missing here does not compile; one with a query may be here.
 */
export const examples: Examples = {
  signInWithGoogle: { query: { return_to: '/account' } },
  updateProfile: { body: { firstName: 'Ada', companyName: 'Analytical Engines', role: 'Engineer' } },
  endSession: { params: { id: 'ses_Qw3rTy7UiOp9AsDf' } },
  linkIdentity: { params: { provider: 'github' }, query: { return_to: '/account' } },
  unlinkIdentity: { params: { provider: 'google' } },
  updatePreferences: { body: { timezone: 'Europe/Berlin', emails: { product: false } } },
  deleteAccount: { body: { confirm: 'ada@example.com' } },
  putCredential: { params: credential, body: stripeKey },
  deleteCredential: { params: credential },
  validateCredential: { params: { service: 'stripe' }, body: stripeKey },
  createKey: { body: { name: 'Chat server', scopes: ['billing:read', 'billing:spend'] } },
  revokeKey: { params: key },
  revealKey: { params: key },
  rollKey: { params: key },
  updateWidget: { body: { title: 'Questions?', accentColor: '#0f7b54', position: 'right' } },
  getWidgetConfig: { query: { key: 'wpk_4f9Kq2Lm7Np3Rs8Tv1Wx6Yz0' } },
  createOneTimePayment: { body: { credits: 25 } },
  createCheckoutSession: { body: { tier: 'CORE', interval: 'month' } },
  createSubscription: { body: { tier: 'CORE' } },
  changePlan: { query: { preview: 'true' }, body: { tier: 'PRO' } },
  listInvoices: { query: { limit: '10' } },
  listLedger: { query: { limit: '10' } },
  spendCredits: { body: { credits: 1, reason: 'Answer of 840 tokens' } },
  holdCredits: { body: { credits: 3, reason: 'Answer of at most 3,000 tokens', expires_in_seconds: 120 } },
  settleHold: { params: hold, body: { credits: 2 } },
  releaseHold: { params: hold },
  getUsage: { query: { group_by: 'action' } },
  listPayments: { query: { limit: '10' } },
  listWorkflows: { query: { limit: '10', sort: 'name' } },
  createWorkflow: { body: { name: 'Store orders', description: 'Keeps what the shop sends' } },
  generateWorkflow: {
    body: {
      description: 'When a form is submitted, store it in the table orders and mail sales@example.com',
      language: 'python',
    },
  },
  getWorkflow: { params: workflow },
  updateWorkflow: { params: workflow, body: { name: 'Store orders', status: 'active' } },
  deleteWorkflow: { params: workflow },
  exportWorkflow: { params: workflow, query: { language: 'typescript' } },
  findUsers: { query: { q: 'ada@example.com' } },
  lookAtUser: { params: person, query: { limit: '10' } },
  adjustCredits: { params: person, body: { credits: 5, reason: 'For the trouble with your export' } },
  listEvents: { query: { state: 'parked' } },
  lookAtEvent: { params: event },
  redriveEvent: { params: event },
  redriveEvents: { body: { state: 'parked' } },
};
