import Stripe from 'stripe';
import { startStripeSimulator } from '../local/stripe/server.ts';
import { makePrices } from './offer.ts';

const onePage = 100;
const aThirdOff = { percent_off: 33.3, duration: 'forever' } as const;
const allOff = { percent_off: 100, duration: 'forever' } as const;
export const codes = { 'a third off': 'THIRD', 'all off': 'ALL' } as const;

async function makeCodes({ coupons, promotionCodes }: Stripe): Promise<void> {
  const offers = [
    [codes['a third off'], aThirdOff],
    [codes['all off'], allOff],
  ] as const;
  for (const [code, off] of offers) {
    const coupon = await coupons.create(off);
    await promotionCodes.create({ code, promotion: { type: 'coupon', coupon: coupon.id } });
  }
}

/** The Stripe simulator on virtual time. It delivers nothing by itself: histories fetch its events and say when each arrives. */
export async function startStripeSide(nowSeconds: () => number) {
  const simulator = await startStripeSimulator({
    port: 0,
    webhookSecret: '',
    webhookUrl: null,
    databaseFile: ':memory:',
    nowSeconds,
  });
  const host = { host: '127.0.0.1', port: simulator.port, protocol: 'http' } as const;
  const client = new Stripe('sk_test_history', { ...host, maxNetworkRetries: 0, telemetry: false });
  await makeCodes(client);
  const prices = await makePrices(client);
  let [lastSeen] = (await client.events.list({ limit: 1 })).data;

  /** One page of what happened since the last look, the oldest first. */
  async function untoldEvents(): Promise<Stripe.Event[]> {
    const after = lastSeen ? { ending_before: lastSeen.id } : {};
    return (await client.events.list({ limit: onePage, ...after })).data.reverse();
  }

  async function nextEvents(): Promise<Stripe.Event[]> {
    const page = await untoldEvents();
    lastSeen = page.at(-1) ?? lastSeen;
    return page;
  }

  return {
    url: simulator.url,
    client,
    prices,
    /** What is new, without counting as a look. */
    untoldEvents,
    /** What happened since the last look, the oldest first. */
    async newEvents(): Promise<Stripe.Event[]> {
      const found: Stripe.Event[] = [];
      for (;;) {
        const page = await nextEvents();
        found.push(...page);
        if (page.length < onePage) return found;
      }
    },
    /** Submits the hosted page. */
    async pay(url: string, form: Record<string, string>): Promise<void> {
      await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    },
    /** What banks do. Undefined when it does not fit the object's state any more. */
    async decide(path: string, body: object): Promise<{ id: string; status: string } | undefined> {
      const answer = await fetch(`${simulator.url}/_sim/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return answer.ok ? answer.json() : undefined;
    },
    /** When something falls due there by itself, Unix seconds. What has by now is done when this is answered. */
    async nextDueSeconds(): Promise<number | null> {
      const answer = await fetch(`${simulator.url}/_sim/clock`);
      const { nextDueSeconds }: { nextDueSeconds: number | null } = await answer.json();
      return nextDueSeconds;
    },
    close: () => simulator.close(),
  };
}

export type StripeSide = Awaited<ReturnType<typeof startStripeSide>>;
