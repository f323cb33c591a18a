import { flag, list, number, object, text, textOrNull } from './answer-fields.ts';
import { apiCalls, pageAfter, Refused } from './api-calls.ts';
import type { PageFetch } from './page-fetch.ts';

/** Who is signed in, as a chat's own sign-in tells its API. */
export interface ChatSession {
  fetch: PageFetch;
  headers: () => Record<string, string>;
}

/** A chat that pays for its tokens: credits are held while the model answers, and settled by what it took. */
export function chat(address: string, session: ChatSession) {
  const { get, post } = apiCalls({ address, ...session });
  const creditsFor = (tokens: number) => Math.ceil(tokens / 1000);

  async function plans() {
    const answer = await get('/api/payments/plans');
    return list(answer, 'plans').map((plan) => ({
      tier: text(plan, 'tier'),
      cents: list(plan, 'prices').map((price) => number(price, 'amount')),
      contact: textOrNull(plan, 'contact'),
    }));
  }

  return {
    plans,
    async sideBar() {
      const credits = await get('/api/billing/credits');
      return {
        tier: text(credits, 'tier'),
        balance: number(credits, 'balance'),
        available: number(credits, 'available'),
        held: number(credits, 'held'),
        unlimited: flag(credits, 'unlimited'),
      };
    },
    /** Asks the model; `answer` says how many tokens it took, or fails. */
    async ask(mostTokens: number, answer: () => Promise<number>) {
      const credits = creditsFor(mostTokens);
      const wanted = { credits, reason: 'Chat answer', expires_in_seconds: 120 };
      const hold = await post('/api/billing/holds', wanted);
      const at = `/api/billing/holds/${text(hold, 'id')}`;
      try {
        const used = creditsFor(await answer());
        return text(await post(`${at}/settle`, { credits: used }), 'status');
      } catch {
        return text(await post(`${at}/release`), 'status');
      }
    },
    /** A picture costs what it costs, however often the button is pressed. */
    async picture(credits: number, key: string) {
      const spent = await post(
        '/api/billing/spend',
        { credits, reason: 'Picture' },
        { 'Idempotency-Key': key },
      );
      return {
        available: number(spent, 'available'),
        delta: number(object(spent, 'entry'), 'credits_delta'),
      };
    },
    async usageByDay() {
      const usage = await get('/api/billing/usage');
      return list(usage, 'series').map((day) => ({
        date: text(day, 'date'),
        credits: number(day, 'credits'),
      }));
    },
    async usageByAction() {
      const usage = await get('/api/billing/usage?group_by=action');
      return {
        credits: number(object(usage, 'totals'), 'credits'),
        actions: list(usage, 'series').map((row) => [text(row, 'action'), number(row, 'credits')]),
      };
    },
    /** What the page offers when a question is refused for want of credits. */
    async outOfCredits(refusal: unknown) {
      if (!(refusal instanceof Refused) || pageAfter(refusal) !== 'buy') throw refusal;
      return { says: refusal.message, goTo: 'buy' };
    },
    buyTokens: async (tokens: number) =>
      text(await post('/api/billing/purchase-tokens', { tokens }), 'checkout_url'),
    /** A plan with a price leads to Stripe, one by agreement to whom to write. */
    async choose(tier: string): Promise<string> {
      const plan = (await plans()).find((one) => one.tier === tier);
      if (plan?.contact) return `mailto:${plan.contact}`;
      return text(await post('/api/payments/create-checkout', { tier }), 'url');
    },
    async plan() {
      const plan = await get('/api/billing/subscription');
      return plan === null ? null : { tier: text(plan, 'tier'), status: text(plan, 'status') };
    },
    async billingPage() {
      const invoices = list(await get('/api/billing/invoices'), 'invoices');
      const payments = list(await get('/api/billing/payments'), 'payments');
      return {
        invoices: invoices.map((invoice) => [text(invoice, 'status'), number(invoice, 'amount_paid')]),
        payments: payments.map((payment) => [text(payment, 'status'), number(payment, 'amount')]),
      };
    },
  };
}
