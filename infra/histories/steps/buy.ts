import { post } from '../browser.ts';
import type { Buy, Step } from '../history.ts';
import type { Person } from '../known.ts';
import { Run } from '../run.ts';
import { LawBroken, type Scene } from '../scene.ts';
import { followStripe } from '../stripe-clock.ts';
import { codes } from '../stripe-side.ts';
import { tellNews } from '../telling.ts';

const cards = { card: '4242424242424242', 'declined card': '4000000000000002' };
// The last of them meets no fault.
const tries = 4;
const secondsBetweenTries = 20;

interface Click {
  step: Step;
  buy: Buy;
  person: Person;
  number: number;
  attempt: number;
}

function formOf({ pays, code }: Buy): Record<string, string> | undefined {
  if (pays === 'not at all') return undefined;
  const form: Record<string, string> = pays === 'debit' ? { method: 'async_waits' } : { card: cards[pays] };
  return code === 'none' ? form : { ...form, promotion_code: codes[code] };
}

/** Takes in whose the customer is that a page was opened for. */
export async function knowCustomer(
  { stripe, known }: Scene,
  userId: string,
  sessionId: string,
): Promise<void> {
  const { customer } = await stripe.client.checkout.sessions.retrieve(sessionId);
  known.own(customer, userId);
  if (typeof customer === 'string') known.customers.set(userId, customer);
}

async function payOnce(scene: Scene, { buy, person }: Click, url: string): Promise<void> {
  const { stripe, known } = scene;
  const sessionId = new URL(url).pathname.split('/').at(-1) ?? '';
  // Two clicks under one key lead to one page.
  if (known.purchases.some((one) => one.sessionId === sessionId)) return;
  const { userId } = person;
  const purchase = { userId, credits: buy.credits, sessionId, isOnItsWay: false };
  known.purchases.push(purchase);
  await knowCustomer(scene, userId, sessionId);
  const form = formOf(buy);
  if (form) await stripe.pay(url, form);
  const { status, payment_status } = await stripe.client.checkout.sessions.retrieve(sessionId);
  purchase.isOnItsWay = status === 'complete' && payment_status === 'unpaid';
}

async function clickBuy(scene: Scene, run: Run, click: Click): Promise<void> {
  const { status, body } = await post(scene.cue.payments, click.person, {
    path: '/api/payments/create-one-time-payment',
    body: { credits: click.buy.credits },
    idempotencyKey: `buy-${click.step.id}`,
  });
  if (status === 200) {
    await payOnce(scene, click, String(body.checkout_url));
    await tellNews(scene, `buy ${click.step.id}.${click.number}.${click.attempt}`);
    await followStripe(scene);
  } else if (status >= 500 && run.faults > 0) addClick(scene, { ...click, attempt: click.attempt + 1 });
  else throw new LawBroken(`A purchase was answered with ${status} ${body.code}`);
}

function addClick(scene: Scene, click: Click): void {
  const { step, person, number, attempt } = click;
  const begin = () => {
    const run: Run = new Run({
      label: `buy ${step.id}, click ${number}, try ${attempt}`,
      whose: person.userId,
      mayFail: attempt < tries,
      work: () => clickBuy(scene, run, click),
      orphaned: () => addClick(scene, { ...click, attempt: attempt + 1 }),
    });
    return run;
  };
  scene.agenda.add({ atMs: scene.nowMs() + (attempt - 1) * secondsBetweenTries * 1_000, begin });
}

/** Presses the button, and pays on the page that it leads to; a failure is tried again under the same key. */
export function buy(scene: Scene, step: Step, action: Buy): void {
  const { people } = scene.known;
  const person = people[action.who % people.length];
  if (!person) throw new Error('A history has no people');
  for (let number = 1; number <= action.clicks; number += 1) {
    addClick(scene, { step, buy: action, person, number, attempt: 1 });
  }
}
