import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type MailedWorld, only, openMailedWorld } from '../../infra/testing/mailed-world.ts';
import { keys } from '../../lib/platform/keys.ts';

jest.setTimeout(60_000);

let scene: MailedWorld;
beforeEach(async () => {
  scene = await openMailedWorld();
});
afterEach(() => scene.close());

test('a trial is told once, with its credits, its end, and what is due then', async () => {
  await scene.subscribe(scene.lab.prices.core, { trial_period_days: 7 });
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'invoice.paid'))).toBe(false);
  await scene.deliver([...events, ...events].toReversed());
  expect(await scene.subjects()).toEqual(['Your Core trial has started']);
  expect(await scene.lastText()).toBe(`Your Core trial has started

You can try the Core plan for free until 8 January 2027.

We added 25 credits to your account. You now have 25 to spend.

After that the plan goes on, and its first payment of $4.99 is due on 8 January 2027.

If you do not want to keep it, cancel before then on your account page, and nothing is charged.

Plan: Core
Trial ends: 8 January 2027
First payment: $4.99

See your plan: http://localhost:5000/account

You receive this mail because of your plan at Cue. Answer it if something is not right.`);
  expect((await scene.mails())[0]?.body.html).toContain('<h1');
});

test('a trial whose credits are withheld says that its card had one before', async () => {
  await scene.cardHadTrial();
  await scene.subscribe(scene.lab.prices.core, { trial_period_days: 7 });
  expect(await scene.mailedSince()).toEqual(['Your Core trial has started']);
  expect(await scene.lastText()).toContain(`You can try the Core plan for free until 8 January 2027.

A trial's credits come once per person and card. Your card was used for a trial before, or you had one yourself, so this one comes without credits.`);
});

test('the end of a trial is told three days ahead, once for each end, with the discount counted in', async () => {
  const { stripe } = scene.lab;
  const coupon = await stripe.coupons.create({ amount_off: 500, currency: 'usd', duration: 'once' });
  await scene.subscribe(scene.lab.prices.pro, { trial_period_days: 7, discounts: [{ coupon: coupon.id }] });
  await scene.mailedSince();
  await scene.passDays(4);
  const events = await scene.news();
  await scene.deliver([...events, ...events]);
  expect(await scene.subjects()).toEqual([
    'Your Pro trial has started',
    'Your Pro trial ends on 8 January 2027',
  ]);
  expect(await scene.lastText()).toContain('its first payment of $9.99 is due on 8 January 2027.');
  expect(await scene.lastText()).toContain(
    'cancel before then on your account page, and nothing is charged.',
  );
});

test('a trial that is made shorter is told with its new end, whatever the distance', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core, { trial_period_days: 14 });
  await scene.mailedSince();
  await stripe.subscriptions.update(id, { trial_end: Date.parse('2027-01-02T10:00:00Z') / 1000 });
  expect(await scene.mailedSince()).toEqual(['Your Core trial ends on 2 January 2027']);
});

test('no end of a trial is told that is canceled, over, or at another time by now', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core, { trial_period_days: 7 });
  await scene.mailedSince();
  await scene.passDays(4);
  const early = await scene.news();
  await stripe.subscriptions.update(id, { trial_end: Date.parse('2027-01-20T10:00:00Z') / 1000 });
  await scene.settle(await scene.news());
  await scene.deliver(early);
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await scene.passDays(12);
  const late = await scene.news();
  expect(late.map(({ type }) => type)).toContain('customer.subscription.trial_will_end');
  await scene.deliver(late);
  expect(await scene.subjects()).toEqual([
    'Your Core trial has started',
    'Your Core plan ends on 20 January 2027',
  ]);
});

test('a change of plan is told once, when it is in effect and shown here', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await scene.passDays(15.5);
  await scene.upgrade(subscription, scene.lab.prices.pro);
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'customer.subscription.updated'))).toBe(false);
  await scene.deliver([...events, ...events]);
  expect((await scene.subjects()).slice(1).sort()).toEqual([
    'You are on the Pro plan now',
    'Your receipt: Pro plan for $5.00',
  ]);
  const changed = (await scene.mails()).find(({ subject }) => subject === 'You are on the Pro plan now');
  expect(changed?.body.text).toContain(
    'Your plan has changed to Pro. It costs $14.99 a month and brings 100 credits each month.',
  );
  expect(changed?.body.text).toContain('Renews on: 1 February 2027\nNext payment: $14.99');
});

test('a change that waits for its payment is not told, nor one that is gone by now', async () => {
  const { stripe, customer, prices } = scene.lab;
  const subscription = await scene.subscribe(prices.core);
  await scene.mailedSince();
  await scene.passDays(1);
  const bad = { invoice_settings: { default_payment_method: 'pm_card_chargeCustomerFail' } };
  await stripe.customers.update(customer.id, bad);
  await scene.upgrade(subscription, prices.pro);
  expect(await scene.mailedSince()).toEqual([]);
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  });
  await scene.upgrade(subscription, prices.pro);
  const up = await scene.news();
  await scene.upgrade(subscription, prices.studio);
  await scene.settle([...up, ...(await scene.news())]);
  for (const event of up.filter(({ type }) => type === 'customer.subscription.updated'))
    expect(await scene.isMailed(event)).toBe(true);
  expect(await scene.subjects()).toEqual(['Your receipt: Core plan for $4.99']);
});

test('a smaller plan is told with its day when it is scheduled, and when it is in effect', async () => {
  const { stripe, prices } = scene.lab;
  const { id } = await scene.subscribe(prices.pro);
  await scene.mailedSince();
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id });
  const [phase] = schedule.phases;
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [
      { items: [{ price: prices.pro }], start_date: phase?.start_date ?? 0, end_date: phase?.end_date ?? 0 },
      { items: [{ price: prices.core }], duration: { interval: 'month', interval_count: 1 } },
    ],
  });
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'subscription_schedule.updated'))).toBe(false);
  await scene.deliver([...events, ...events]);
  expect((await scene.subjects()).slice(1)).toEqual(['Your plan changes on 1 February 2027']);
  expect(
    await scene.lastText(),
  ).toContain(`Your plan changes to Core on 1 February 2027. Until then you keep what you have paid for.

From then on Core costs $4.99 a month and brings 25 credits each month.

You can take this back on your account page until then.`);
  await scene.passDays(31.5);
  expect(await scene.mailedSince()).toEqual([
    'You are on the Core plan now',
    'Your receipt: Core plan for $4.99',
  ]);
});

test('a cancellation, its undoing and the next cancellation are told, each once', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  const asked = await scene.news();
  expect(await scene.isMailed(only(asked, 'customer.subscription.updated'))).toBe(false);
  await scene.deliver([...asked, ...asked]);
  expect(
    await scene.lastText(),
  ).toContain(`Your Core plan is canceled and ends on 1 February 2027. You keep it until then, and it does not renew.

What is in your balance stays yours.`);
  await scene.passDays(1);
  await stripe.subscriptions.update(id, { cancel_at_period_end: false });
  const undone = await scene.news();
  await scene.deliver([...undone, ...asked, ...undone]);
  expect(await scene.lastText()).toContain('Renews on: 1 February 2027\nNext payment: $4.99');
  await scene.passDays(1);
  await stripe.subscriptions.update(id, { cancel_at: Date.parse('2027-02-01T10:00:00Z') / 1000 });
  await scene.deliver(await scene.news());
  expect((await scene.subjects()).slice(1)).toEqual([
    'Your Core plan ends on 1 February 2027',
    'Your Core plan goes on',
    'Your Core plan ends on 1 February 2027',
  ]);
});

test('what was canceled and taken back before its news came is told as it stands', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await scene.passDays(1);
  await stripe.subscriptions.update(id, { cancel_at_period_end: false });
  const events = await scene.news();
  await scene.deliver(events.toReversed());
  expect((await scene.subjects()).slice(1)).toEqual(['Your Core plan goes on']);
});

test('of two cancellations that ask for the same end only the one that stands is told', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  for (const cancel_at_period_end of [true, false, true]) {
    await stripe.subscriptions.update(id, { cancel_at_period_end });
    await scene.passDays(1);
  }
  expect(await scene.mailedSince()).toEqual(['Your Core plan ends on 1 February 2027']);
});

test('the end is told once, with what stays', async () => {
  const { stripe } = scene.lab;
  const { id } = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await scene.mailedSince();
  await scene.passDays(32);
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'customer.subscription.deleted'))).toBe(false);
  await scene.deliver([...events, ...events]);
  expect((await scene.subjects()).slice(2)).toEqual(['Your Core plan has ended']);
  expect(await scene.lastText()).toContain(`Your Core plan was canceled and ended on 1 February 2027.

The 25 credits in your balance stay yours.

You are on the Free plan now.

See your plan`);
});

/** As `provision-account` and then its owner leave them. */
async function hasKeyAndWidget(key: Record<string, unknown>, widget: Record<string, unknown>): Promise<void> {
  const owned = { userId: scene.userId, createdAt: '2027-01-01T00:00:00.000Z' };
  const { table } = scene.world;
  await table.put({
    Item: {
      ...keys.apiKeyListing(scene.userId, 'key_1'),
      ...owned,
      ...{ keyId: 'key_1', name: 'Mine', prefix: 'cue_test_1', scopes: ['widget'], ...key },
    },
  });
  const looks = { title: 'Hi', greeting: 'Hello', accentColor: '#000000', position: 'left' };
  await table.put({
    Item: {
      ...keys.widget(scene.userId),
      ...owned,
      ...{ publishableKey: 'wpk_1', enabled: true, allowedOrigins: [], ...looks, ...widget },
    },
  });
}

async function endText(): Promise<string> {
  const { id } = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await scene.lab.stripe.subscriptions.cancel(id);
  await scene.mailedSince();
  return scene.lastText();
}

const revealed = { secretHash: 'hash', last4: 'abcd' };

test.each([
  ['both', revealed, {}, 'Your API key and your widget go on working within its limits.'],
  ['a key alone', revealed, { enabled: false }, 'Your API key goes on working within its limits.'],
  ['a widget alone', {}, {}, 'Your widget goes on working within its limits.'],
])('the end says of key and widget only what is in use: %s', async (_, key, widget, sentence) => {
  await hasKeyAndWidget(key, widget);
  expect(await endText()).toContain(`You are on the Free plan now. ${sentence}`);
});

test('the end says nothing of a key that has expired and a widget that is off', async () => {
  await hasKeyAndWidget({ ...revealed, expiresAt: '2026-12-31T00:00:00.000Z' }, { enabled: false });
  expect(await endText()).toContain('You are on the Free plan now.\n\nSee your plan');
});

test('of two that were paid, the end of the later one is told, and that its money goes back', async () => {
  await scene.subscribe(scene.lab.prices.pro);
  await scene.mailedSince();
  scene.lab.passSeconds(60);
  await scene.subscribe(scene.lab.prices.core);
  const paid = await scene.news();
  await scene.settle(paid);
  await scene.deliver([...(await scene.news()), ...paid]);
  expect((await scene.subjects()).slice(1).sort()).toEqual([
    'We ended your second subscription',
    'We refunded $4.99',
  ]);
  const end = (await scene.mails()).find(({ subject }) => subject.startsWith('We ended'));
  expect(end?.body.text).toContain(
    'You had two subscriptions. We ended the later one, Core of 1 January 2027, and refunded all that you paid for it.',
  );
});

test('of a second one that was still in its trial, no money is promised that was never taken', async () => {
  await scene.subscribe(scene.lab.prices.pro);
  await scene.mailedSince();
  scene.lab.passSeconds(60);
  await scene.subscribe(scene.lab.prices.core, { trial_period_days: 7 });
  const begun = await scene.news();
  await scene.settle(begun);
  await scene.deliver([...(await scene.news()), ...begun]);
  expect((await scene.subjects()).slice(1)).toEqual(['We ended your second subscription']);
  expect(await scene.lastText()).toContain(
    'You had two subscriptions. We ended the later one, Core of 1 January 2027. Nothing was charged for it.',
  );
  expect(await scene.lastText()).not.toContain('refunded');
  expect((await scene.mails()).at(-1)?.body.html).not.toContain('goes back');
});

test('of a second one whose refund Stripe refuses, no refund is promised', async () => {
  const { stripe, prices } = scene.lab;
  await scene.subscribe(prices.pro);
  await scene.mailedSince();
  scene.lab.passSeconds(60);
  await scene.subscribe(prices.core);
  const { data } = await stripe.paymentIntents.list({ customer: scene.customerId, limit: 1 });
  await scene.lab.control('POST', `/_sim/payments/${data[0]?.id}/dispute`, {});
  await scene.settle((await scene.news()).filter(({ type }) => type.startsWith('customer.subscription.')));
  const news = (await scene.news()).filter(({ type }) => type.startsWith('customer.subscription.'));
  await scene.deliver(news);
  expect((await scene.subjects()).slice(1)).toEqual(['We ended your second subscription']);
  expect(await scene.lastText()).toContain(
    'We ended the later one, Core of 1 January 2027. What you paid for it could not all be refunded by itself: we look after the rest by hand.',
  );
});

test('of a customer that nobody has nothing is told: the event is parked', async () => {
  const { stripe, prices } = scene.lab;
  const { id: customer } = await stripe.customers.create({ invoice_settings: {} });
  await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.subscriptions.create({ customer, items: [{ price: prices.core }], trial_period_days: 1 });
  const events = await scene.news();
  for (const type of ['customer.subscription.trial_will_end', 'invoice.paid']) {
    const event = only(events, type);
    expect(await scene.isMailed(event)).toBe(true);
    expect(await scene.world.parkedReason(event.id, 'send-email')).toBe(
      `No user has the customer ${customer}`,
    );
  }
});
