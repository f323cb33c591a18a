import Stripe from 'stripe';
import type { Step, Subscribe } from '../history.ts';
import type { Person } from '../known.ts';
import { sold, trialDays } from '../offer.ts';
import type { Scene } from '../scene.ts';
import { codes } from '../stripe-side.ts';
import { knowCustomer } from './buy.ts';
import { request } from './request.ts';

const cards = { card: '4242424242424242', 'declined card': '4000000000000002' };

function formOf({ pays, code }: Subscribe): Record<string, string> | undefined {
  if (pays === 'not at all') return undefined;
  return { card: cards[pays], ...(code === 'none' ? {} : { promotion_code: codes[code] }) };
}

async function payOnPage(scene: Scene, person: Person, wish: Subscribe, url: string): Promise<void> {
  await knowCustomer(scene, person.userId, new URL(url).pathname.split('/').at(-1) ?? '');
  const form = formOf(wish);
  if (form) await scene.stripe.pay(url, form);
}

/** Someone at the shop makes it by hand, for a customer who may have one: it is a duplicate then. */
async function makeAtShop(scene: Scene, person: Person, { plan, code, hasTrial }: Subscribe): Promise<void> {
  const { client, prices } = scene.stripe;
  const customer = scene.known.customers.get(person.userId);
  if (!customer) return;
  const promotionCodes = await client.promotionCodes.list({ limit: 100 });
  const promotion = promotionCodes.data.find((one) => code !== 'none' && one.code === codes[code]);
  try {
    await client.subscriptions.create({
      customer,
      items: [{ price: prices[plan] }],
      default_payment_method: (await client.paymentMethods.attach('pm_card_visa', { customer })).id,
      ...(hasTrial ? { trial_period_days: trialDays } : {}),
      ...(promotion ? { discounts: [{ promotion_code: promotion.id }] } : {}),
    });
  } catch (refusal) {
    if (!(refusal instanceof Stripe.errors.StripeInvalidRequestError)) throw refusal;
  }
}

/** On the page that Cue opens, which refuses who has a plan; or at the shop, which refuses nobody. */
export async function subscribe(scene: Scene, step: Step, wish: Subscribe): Promise<void> {
  const { people } = scene.known;
  const person = people[wish.who % people.length];
  if (!person) throw new Error('A history has no people');
  if (wish.way === 'shop') return makeAtShop(scene, person, wish);
  const { tier, interval } = sold[wish.plan];
  request(scene, {
    label: `subscribe ${step.id}`,
    person,
    path: '/api/payments/create-checkout-session',
    body: { tier, interval },
    refusals: [409],
    follow: ({ checkout_url }) => payOnPage(scene, person, wish, String(checkout_url)),
  });
}
