import { flag, list, number, object, text, textOrNull } from './answer-fields.ts';
import { apiCalls, pageAfter, Refused } from './api-calls.ts';
import type { PageFetch } from './page-fetch.ts';

/** The sentence under a form, when what was typed is not good. */
async function said(save: () => Promise<string>): Promise<string> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof Refused && [400, 404, 422].includes(error.status)) return error.message;
    return pageAfter(error);
  }
}

function person(user: unknown) {
  return {
    email: text(user, 'email'),
    firstName: textOrNull(user, 'firstName'),
    lastName: textOrNull(user, 'lastName'),
    companyName: textOrNull(user, 'companyName'),
    industry: textOrNull(user, 'industry'),
    role: textOrNull(user, 'role'),
    usagePurpose: textOrNull(user, 'usagePurpose'),
    isAdmin: flag(user, 'isAdmin'),
  };
}

/** The pages of workflows: a list, an editor, and the field that takes a sentence. */
function workflowPages({ get, post, put, delete: remove }: ReturnType<typeof apiCalls>) {
  return {
    async workflows(skip: number, limit: number) {
      const answer = await get(`/api/workflows?skip=${skip}&limit=${limit}`);
      return {
        rows: list(answer, 'workflows').map((row) => [text(row, 'name'), text(row, 'status')]),
        total: number(answer, 'total'),
        skip: number(answer, 'skip'),
        limit: number(answer, 'limit'),
      };
    },
    create: (fields: object) => said(async () => text(await post('/api/workflows', fields), 'id')),
    async open(id: string) {
      const workflow = await get(`/api/workflows/${id}`);
      const { nodes, edges } = { nodes: [], edges: [], ...object(workflow, 'nodeData') };
      return {
        name: text(workflow, 'name'),
        nodes: nodes.length,
        edges: edges.length,
        code: textOrNull(workflow, 'generatedCode'),
      };
    },
    rename: (id: string, name: string) =>
      said(async () => text(await put(`/api/workflows/${id}`, { name }), 'name')),
    remove: (id: string) => said(async () => text(await remove(`/api/workflows/${id}`), 'message')),
    templates: async () =>
      list(await get('/api/workflows/templates'), 'templates').map((template) => ({
        name: text(template, 'name'),
        nodes: list(template, 'nodes').length,
      })),
    async generate(fields: object) {
      const generated = await post('/api/workflows/generate', fields);
      return {
        id: textOrNull(generated, 'workflowId'),
        nodes: list(generated, 'nodes').length,
        edges: list(generated, 'edges').length,
        code: text(generated, 'code'),
        requirements: list(generated, 'requirements'),
        seconds: number(generated, 'estimatedExecutionTime'),
        complexity: text(generated, 'complexity'),
      };
    },
  };
}

/** The pages of plans: hosted checkout, or Stripe's fields on a page of its own. */
function planPages({ get, post }: ReturnType<typeof apiCalls>) {
  return {
    plans: async () => list(await get('/api/payments/plans'), 'plans').map((plan) => text(plan, 'tier')),
    checkout: (tier: string) =>
      said(async () => text(await post('/api/payments/create-checkout-session', { tier }), 'checkout_url')),
    async subscribeHere(tier: string) {
      const begun = await post('/api/payments/create-subscription', { tier });
      return {
        subscriptionId: text(begun, 'subscription_id'),
        clientSecret: text(begun, 'client_secret'),
        intent: text(begun, 'intent'),
      };
    },
    async status() {
      const status = await get('/api/payments/subscription-status');
      if (!flag(status, 'has_subscription')) return text(status, 'status');
      const until = new Date(number(status, 'current_period_end') * 1_000);
      return { plan: text(status, 'plan_name'), status: text(status, 'status'), until };
    },
    cancel: () => said(async () => text(await post('/api/payments/cancel-subscription'), 'message')),
  };
}

/** The page of keys that exported projects use. */
function credentialPages({ get, post, put, delete: remove }: ReturnType<typeof apiCalls>) {
  const pathOf = (service: string, name: string) => `/api/credentials/${service}/${encodeURIComponent(name)}`;
  const row = (credential: unknown) =>
    ['service', 'name', 'status', 'last4'].map((column) => text(credential, column));
  return {
    credentials: async () => list(await get('/api/credentials'), 'credentials').map(row),
    tryCredential: (service: string, values: object) =>
      said(async () => {
        const check = await post(`/api/credentials/${service}/validate`, values);
        return `${flag(check, 'valid') ? 'Good' : 'Not good'}: ${text(check, 'detail')}`;
      }),
    async keepCredential(service: string, name: string, values: object) {
      return row(await put(pathOf(service, name), values));
    },
    removeCredential: (service: string, name: string) =>
      said(async () => text(await remove(pathOf(service, name)), 'message')),
  };
}

/** The workflow builder. */
export function cue(address: string, fetch: PageFetch) {
  const calls = apiCalls({ address, fetch, credentials: 'include' });
  const { get, post, put } = calls;
  return {
    loginPath: (provider: 'google' | 'github') => `/auth/${provider}`,
    /** Who is signed in; `login` for nobody. */
    async user() {
      try {
        return person(await get('/api/auth/user'));
      } catch (error) {
        return pageAfter(error);
      }
    },
    saveProfile: (fields: object) =>
      said(async () => {
        await put('/api/auth/profile', fields);
        return 'Saved';
      }),
    /** How the site looks and what it mails; answers what is kept. */
    async savePreferences(fields: object) {
      const kept = await put('/api/account/preferences', fields);
      const shown = await get('/api/account/preferences');
      if (JSON.stringify(shown) !== JSON.stringify(kept)) throw new Error('The preferences were not kept');
      return {
        theme: text(shown, 'theme'),
        language: text(shown, 'language'),
        timezone: textOrNull(shown, 'timezone'),
        receipts: flag(object(shown, 'emails'), 'receipts'),
        product: flag(object(shown, 'emails'), 'product'),
      };
    },
    logOut: async () => text(await post('/api/auth/logout'), 'message'),
    ...workflowPages(calls),
    ...credentialPages(calls),
    ...planPages(calls),
  };
}
