import type Stripe from 'stripe';
import type { Known } from '../known.ts';
import { sum } from './insist.ts';

/** What went back of a payment. */
interface WentBack {
  userId: string;
  /** Refunds that succeeded in the end, of all. */
  refundsStanding: number;
  refunds: number;
  /** Disputes that took money, and of these the ones that gave some back: of a partly refunded payment a part. */
  disputes: number;
  disputesReinstated: number;
}

/** Of a payment that an invoice of a plan was for. */
export interface PlanBack extends WentBack {
  invoiceId: string;
  backCents: number;
}

/** What must have become of a checkout, by what Stripe has at the end. */
export interface Due extends WentBack {
  sessionId: string;
  status: 'open' | 'processing' | 'paid' | 'failed' | 'expired';
  granted: number;
  clawedBack: number;
}

const more = 100;

/** The share of the grant that went back with the money, rounded to whole credits, halves up. */
function clawedBackOf(granted: number, backCents: number, paidCents: number): number {
  if (paidCents === 0) return 0;
  const back = Math.min(backCents, paidCents);
  return Math.floor((2 * granted * back + paidCents) / (2 * paidCents));
}

function statusOf(
  { status, payment_status }: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | undefined,
) {
  if (payment_status !== 'unpaid') return 'paid';
  if (status !== 'complete') return status === 'expired' ? 'expired' : 'open';
  return intent?.status === 'processing' ? 'processing' : 'failed';
}

/** What the bank took and did not give back; Stripe's fee beside it is the shop's affair. */
const withdrawnCents = ({ balance_transactions }: Stripe.Dispute) =>
  -sum(balance_transactions.map(({ amount }) => amount));

/** Everything at Stripe, read when all is over: a history is small enough for one page of each. */
async function readStripe(client: Stripe) {
  const [sessions, intents, refunds, disputes] = await Promise.all([
    client.checkout.sessions.list({ limit: more }),
    client.paymentIntents.list({ limit: more }),
    client.refunds.list({ limit: more }),
    client.disputes.list({ limit: more }),
  ]);
  return { sessions: sessions.data, intents: intents.data, refunds: refunds.data, disputes: disputes.data };
}

type AtStripe = Awaited<ReturnType<typeof readStripe>>;

function wentBack(intent: string | undefined, at: AtStripe) {
  const refunds = at.refunds.filter(({ payment_intent }) => intent && payment_intent === intent);
  const disputes = at.disputes.filter(({ payment_intent }) => intent && payment_intent === intent);
  const standing = refunds.filter(({ status }) => status === 'succeeded');
  return {
    backCents: sum(standing.map(({ amount }) => amount)) + sum(disputes.map(withdrawnCents)),
    refundsStanding: standing.length,
    refunds: refunds.length,
    disputes: disputes.filter(({ balance_transactions: moves }) => moves.length > 0).length,
    disputesReinstated: disputes.filter(({ balance_transactions: moves }) => moves.length > 1).length,
  };
}

function dueOf(session: Stripe.Checkout.Session, at: AtStripe, known: Known): Due {
  const intent = at.intents.find(({ id }) => id === session.payment_intent);
  const purchase = known.purchases.find(({ sessionId }) => sessionId === session.id);
  const { backCents, ...back } = wentBack(intent?.id, at);
  const status = statusOf(session, intent);
  const granted = status === 'paid' ? (purchase?.credits ?? 0) : 0;
  return {
    sessionId: session.id,
    userId: known.ownerOf(session) ?? '',
    status,
    granted,
    clawedBack: clawedBackOf(granted, backCents, session.amount_total ?? 0),
    ...back,
  };
}

/** What every checkout of a person's must have come to: from Stripe's own objects and what was bought, not from Cue. */
export async function dueAtRest(client: Stripe, known: Known): Promise<Due[]> {
  const at = await readStripe(client);
  const sessions = at.sessions.filter(({ mode }) => mode === 'payment');
  return sessions.map((session) => dueOf(session, at, known)).filter(({ userId }) => userId !== '');
}

/** What went back of the payments for plans, invoice by invoice. */
export async function plansWentBack(client: Stripe, known: Known): Promise<PlanBack[]> {
  const at = await readStripe(client);
  const bought = new Set(at.sessions.map(({ payment_intent }) => payment_intent));
  const intents = new Set([...at.refunds, ...at.disputes].map((one) => one.payment_intent));
  const all: PlanBack[] = [];
  for (const intent of intents) {
    if (typeof intent !== 'string' || bought.has(intent)) continue;
    const payment = { type: 'payment_intent', payment_intent: intent } as const;
    const [found] = (await client.invoicePayments.list({ payment, limit: 1 })).data;
    const userId = known.ownerOf({ payment_intent: intent });
    if (!found || !userId) continue;
    const invoiceId = typeof found.invoice === 'string' ? found.invoice : (found.invoice.id ?? '');
    all.push({ invoiceId, userId, ...wentBack(intent, at) });
  }
  return all;
}
