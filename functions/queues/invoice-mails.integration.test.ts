import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type MailedWorld, only, openMailedWorld } from '../../infra/testing/mailed-world.ts';
import { keys } from '../../lib/platform/keys.ts';
import { updatePreferences } from '../../lib/users/preferences.ts';

jest.setTimeout(60_000);

let scene: MailedWorld;
beforeEach(async () => {
  scene = await openMailedWorld();
});
afterEach(() => scene.close());

const failPayments = ({ id }: { id: string }, count: number) =>
  scene.lab.control('POST', `/_sim/subscriptions/${id}/fail-payments`, { count });

test('one receipt for a first payment, however its events come, and never before the credits are there', async () => {
  await scene.subscribe(scene.lab.prices.core);
  const events = await scene.news();
  const paid = only(events, 'invoice.paid');
  expect(await scene.isMailed(paid)).toBe(false);
  await scene.consume('sync-subscription', only(events, 'customer.subscription.created'));
  expect(await scene.isMailed(paid)).toBe(false);
  await scene.deliver([...events, ...events].toReversed());
  expect(await scene.subjects()).toEqual(['Your receipt: Core plan for $4.99']);
  const number = (await scene.lab.stripe.invoices.list()).data[0];
  expect(await scene.lastText()).toBe(`Thank you for subscribing

Your Core plan is paid until 1 February 2027.

We added 25 credits to your account. You now have 25 to spend.

Receipt: ${number?.number}
Date: 1 January 2027
Period: 1 January 2027 to 1 February 2027
1 × Core (at $4.99 / month): $4.99
Total paid: $4.99

See the invoice: ${number?.hosted_invoice_url}

You receive this mail because of a payment on your Cue account. Answer it if something is not right.`);
});

test('a mail on credits that were parked is parked at once too, and says what it hangs on', async () => {
  const { stripe } = scene.lab;
  const { id: product } = await stripe.products.create({ name: 'Old' });
  const recurring = { interval: 'month' } as const;
  const price = await stripe.prices.create({ product, currency: 'usd', unit_amount: 300, recurring });
  for (const more of [{}, { trial_period_days: 7 }]) {
    await scene.subscribe(price.id, more);
    const paid = only(await scene.news(), 'invoice.paid');
    expect(await scene.isMailed(paid)).toBe(false);
    await scene.consume('grant-credits', paid);
    expect(await scene.isMailed(paid)).toBe(true);
    const row = await scene.world.table.get(keys.eventConsumer(paid.id, 'send-email'));
    expect(row).toMatchObject({
      state: 'parked',
      code: 'partner_missing',
      words: `Its credits are parked: ${paid.data.object.id} is over ${price.id}`,
    });
  }
  expect(await scene.subjects()).toEqual([]);
});

test('a receipt that was put back with its credits waits for them, whichever comes first', async () => {
  await scene.subscribe(scene.lab.prices.core);
  const events = await scene.news();
  const paid = only(events, 'invoice.paid');
  const customer = keys.customer(scene.customerId);
  const row = await scene.world.table.remove({ Key: customer });
  await scene.consume('send-email', paid);
  await scene.consume('grant-credits', paid);
  await scene.world.table.put({ Item: row ?? {} });
  expect(await scene.isMailed(paid)).toBe(false);
  await scene.deliver(events);
  expect(await scene.subjects()).toEqual(['Your receipt: Core plan for $4.99']);
});

test('either of the two events of a payment is enough, in the old shape too', async () => {
  await scene.subscribe(scene.lab.prices.core);
  const events = await scene.news();
  const paid = only(events, 'invoice.payment_succeeded');
  const { parent: _, ...rest } = paid.data.object;
  const [{ subscriptionId }] = [
    { subscriptionId: only(events, 'customer.subscription.created').data.object.id },
  ];
  const old = { ...paid, data: { object: { ...rest, subscription: subscriptionId } } };
  await scene.deliver([...events.filter(({ type }) => !type.startsWith('invoice.')), old]);
  expect(await scene.subjects()).toEqual(['Your receipt: Core plan for $4.99']);
});

test('each renewal has its receipt, and the first payment after a trial says so', async () => {
  await scene.subscribe(scene.lab.prices.core, { trial_period_days: 7 });
  await scene.passDays(4.5);
  await scene.mailedSince();
  await scene.passDays(3);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Core plan for $4.99']);
  expect(await scene.lastText()).toContain('Your trial is over, and your plan goes on');
  await scene.passDays(31);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Core plan for $4.99']);
  expect(await scene.lastText()).toContain('Your plan has been renewed');
  expect(await scene.lastText()).toContain('Period: 8 February 2027 to 8 March 2027');
});

test('a year is paid at once, and its receipt tells of the months to come', async () => {
  await scene.subscribe(scene.lab.prices.proYearly);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Pro plan for $149.00']);
  expect(await scene.lastText()).toContain(
    'We added 100 credits to your account. You now have 100 to spend. The credits of the other months come month by month.',
  );
  expect(await scene.lastText()).toContain('Your Pro plan is paid until 1 January 2028.');
});

test('an unlimited plan is received without counting credits', async () => {
  await scene.subscribe(scene.lab.prices.studio);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Studio plan for $29.99']);
  expect(await scene.lastText()).toContain('Your plan comes with unlimited credits.');
});

test('a code over 100 % is received like a payment, over nothing', async () => {
  const coupon = await scene.lab.stripe.coupons.create({ percent_off: 100, duration: 'once' });
  await scene.subscribe(scene.lab.prices.core, { discounts: [{ coupon: coupon.id }] });
  expect(await scene.mailedSince()).toEqual(['Your receipt: Core plan for $0.00']);
  expect(await scene.lastText()).toContain(`Your discount covered all of it: nothing was charged.

We added 25 credits to your account. You now have 25 to spend.`);
  expect(await scene.lastText()).toContain('Discount: −$4.99\nTotal paid: $0.00');
});

test('the receipt of an upgrade shows its parts, and what is added in credits', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await scene.passDays(15.5);
  await scene.upgrade(subscription, scene.lab.prices.pro);
  await scene.deliver(await scene.news());
  const receipt = (await scene.mails()).find(({ subject }) => subject.includes('$5.00'));
  expect(receipt?.body.text).toContain('We added 75 credits to your account. You now have 100 to spend.');
  expect(receipt?.body.text).toContain(`Period: 16 January 2027 to 1 February 2027
Unused time on Core after 16 Jan 2027: −$2.50
Remaining time on Pro after 16 Jan 2027: $7.50
Total paid: $5.00`);
});

test('credit that a smaller plan leaves has no receipt of its own, and stands on the next one', async () => {
  const { stripe, prices } = scene.lab;
  const { id, items } = await scene.subscribe(prices.pro);
  await scene.mailedSince();
  await scene.passDays(15.5);
  await stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? '', price: prices.core }],
    proration_behavior: 'always_invoice',
  });
  expect(await scene.mailedSince()).toEqual(['You are on the Core plan now']);
  await scene.passDays(16);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Core plan for $0.00']);
  expect(await scene.lastText()).toContain('Credit from before: −$4.99\nTotal paid: $0.00');
});

test('a receipt has every line, also beyond the first ten', async () => {
  const { stripe, prices } = scene.lab;
  const { id, items } = await scene.subscribe(prices.core);
  await scene.mailedSince();
  for (let day = 1; day <= 12; day += 1) {
    await scene.passDays(1);
    const price = day % 2 === 0 ? prices.core : prices.pro;
    const item = { id: items.data[0]?.id ?? '', price };
    await stripe.subscriptions.update(id, { items: [item], proration_behavior: 'create_prorations' });
  }
  await scene.news();
  await scene.passDays(20);
  await scene.mailedSince();
  const [invoice] = (await stripe.invoices.list({ limit: 1 })).data;
  expect(invoice?.lines.has_more).toBe(true);
  const text = await scene.lastText();
  expect(text).toContain('Unused time on Core after 02 Jan 2027: −$4.83\n');
  expect(text).toContain(
    'Remaining time on Core after 13 Jan 2027: $3.06\n1 × Core (at $4.99 / month): $4.99\n',
  );
});

test('a renewal that fails is told once for each try, with where to pay and how long the plan is kept', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 2);
  await scene.passDays(31.5);
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'invoice.payment_failed'))).toBe(false);
  await scene.deliver([...events, ...events]);
  expect((await scene.subjects()).slice(1)).toEqual(['We could not collect $4.99 for your Core plan']);
  const [invoice] = (await scene.lab.stripe.invoices.list({ status: 'open' })).data;
  expect(await scene.lastText()).toBe(`We could not collect $4.99 for your Core plan

The payment of $4.99 for your Core plan did not go through.

The reason given: Your card was declined.

We try again on 4 February 2027; you can also pay now, by another card if you like.

You keep the Core plan until 8 February 2027. If it is not paid by then, you go back to the Free plan.

Pay $4.99: ${invoice?.hosted_invoice_url}

You receive this mail because of a payment on your Cue account. Answer it if something is not right.`);
  await scene.passDays(3);
  expect(await scene.mailedSince()).toEqual(['We could not collect $4.99 for your Core plan']);
  await scene.passDays(2);
  expect(await scene.mailedSince()).toEqual(['Your receipt: Core plan for $4.99']);
});

test('a failure is not told that has been tried again or paid by the time its news comes', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 2);
  await scene.passDays(31.5);
  const first = await scene.news();
  await scene.passDays(3);
  const second = await scene.news();
  await scene.settle([...first, ...second]);
  expect(await scene.isMailed(only(first, 'invoice.payment_failed'))).toBe(true);
  await scene.passDays(2);
  await scene.settle(await scene.news());
  expect(await scene.isMailed(only(second, 'invoice.payment_failed'))).toBe(true);
  expect(await scene.subjects()).toEqual(['Your receipt: Core plan for $4.99']);
});

test('after the last try the end of the plan is told, not the failure', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 9);
  await scene.passDays(31.5);
  await scene.mailedSince();
  await scene.passDays(8);
  await scene.deliver(await scene.news());
  expect((await scene.subjects()).at(-1)).toBe('Your Core plan has ended');
  expect(await scene.lastText()).toContain('because its payment did not come through.');
});

test('a last failure that is told before the end is known here says nothing', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 9);
  await scene.passDays(31.5);
  await scene.mailedSince();
  await scene.passDays(8);
  const events = await scene.news();
  const before = await scene.subjects();
  const failures = events.filter(({ type }) => type === 'invoice.payment_failed');
  expect(failures.length).toBeGreaterThan(0);
  for (const failure of failures) expect(await scene.isMailed(failure)).toBe(true);
  expect(await scene.subjects()).toEqual(before);
});

test('a payment that comes after the end of its plan is received as just that', async () => {
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 9);
  await scene.passDays(31.5);
  await scene.mailedSince();
  const [invoice] = (await scene.lab.stripe.invoices.list({ status: 'open' })).data;
  await scene.passDays(8);
  const end = await scene.news();
  await failPayments(subscription, 0);
  await scene.lab.stripe.invoices.pay(invoice?.id ?? '');
  const payment = await scene.news();
  const paid = only(payment, 'invoice.paid');
  await scene.consume('grant-credits', paid);
  expect(await scene.isMailed(paid)).toBe(false);
  await scene.deliver([...end, ...payment]);
  expect((await scene.subjects()).at(-1)).toBe('Your receipt: Core plan for $4.99');
  const text = await scene.lastText();
  expect(text).toContain(`Thank you for your payment

Your Core plan had ended before this payment came, on 8 February 2027, and the payment does not bring it back. If you did not mean to pay, answer this mail.

We added 25 credits to your account. You now have 50 to spend.`);
  expect(text).not.toContain('paid until');
});

test('a renewal that was paid before its plan ended is received like any other', async () => {
  const { id } = await scene.subscribe(scene.lab.prices.core);
  const events = await scene.news();
  await scene.passDays(1);
  await scene.lab.stripe.subscriptions.cancel(id);
  await scene.settle([...events, ...(await scene.news())]);
  await scene.deliver(events);
  expect(await scene.lastText()).toContain('Your Core plan is paid until 1 February 2027.');
});

test('where the account keeps the plan unpaid, the last failure says that it rests', async () => {
  await scene.lab.control('POST', '/_sim/billing', { retryDays: [3], afterRetries: 'unpaid' });
  const subscription = await scene.subscribe(scene.lab.prices.core);
  await scene.mailedSince();
  await failPayments(subscription, 9);
  await scene.passDays(31.5);
  await scene.mailedSince();
  await scene.passDays(4);
  expect(await scene.mailedSince()).toEqual(['We could not collect $4.99 for your Core plan']);
  expect(
    await scene.lastText(),
  ).toContain(`We do not try again by ourselves; you can pay it now, by another card if you like.

Until it is paid, you are on the Free plan.`);
});

test('a question of the bank at a renewal is told once, and no failure beside it', async () => {
  const { stripe, customer, prices } = scene.lab;
  await scene.subscribe(prices.core);
  await scene.mailedSince();
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: 'pm_card_authenticationRequired' },
  });
  await scene.passDays(31.5);
  const events = await scene.news();
  expect(await scene.isMailed(only(events, 'invoice.payment_action_required'))).toBe(false);
  await scene.deliver([...events, ...events]);
  const asked = only(events, 'invoice.payment_action_required');
  expect(await scene.isMailed({ ...asked, id: 'evt_failed_too', type: 'invoice.payment_failed' })).toBe(true);
  expect((await scene.subjects()).slice(1)).toEqual(['Please confirm your payment of $4.99']);
  const [invoice] = (await stripe.invoices.list({ status: 'open' })).data;
  expect(await scene.lastText()).toContain(`Confirm the payment: ${invoice?.hosted_invoice_url}`);
  expect(await scene.lastText()).toContain('You keep the Core plan until 8 February 2027.');
});

test('a first payment that fails or waits for the bank is answered on the page, not by mail', async () => {
  const { stripe, customer, prices } = scene.lab;
  for (const card of ['pm_card_chargeCustomerFail', 'pm_card_authenticationRequired']) {
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card } });
    await scene.subscribe(prices.core, { payment_behavior: 'allow_incomplete' });
  }
  const events = await scene.news();
  expect(only(events, 'invoice.payment_failed').type).toBe('invoice.payment_failed');
  expect(only(events, 'invoice.payment_action_required').type).toBe('invoice.payment_action_required');
  await scene.deliver(events);
  expect(await scene.subjects()).toEqual([]);
});

test('an invoice of no subscription, or of a customer that nobody has, is not mailed', async () => {
  await scene.subscribe(scene.lab.prices.core);
  const events = await scene.news();
  const paid = only(events, 'invoice.paid');
  const changed = (id: string, object: Record<string, unknown>) => ({
    ...paid,
    id,
    data: { object: { ...paid.data.object, ...object } },
  });
  expect(await scene.isMailed(changed('evt_other', { parent: null }))).toBe(true);
  expect(await scene.isMailed(changed('evt_stranger', { customer: 'cus_stranger' }))).toBe(true);
  expect(await scene.isMailed(changed('evt_odd', { id: 7 }))).toBe(true);
  expect(await scene.subjects()).toEqual([]);
  const reason = (id: string) => scene.world.parkedReason(id, 'send-email');
  expect(await reason('evt_other')).toBeUndefined();
  expect(await reason('evt_stranger')).toBe('No user has the customer cus_stranger');
  expect(await reason('evt_odd')).toBe('The invoice has a shape that is not known');
});

test('who wants no receipts is still told of a payment that failed', async () => {
  await updatePreferences(scene.world, scene.userId, { emails: { receipts: false, product: false } });
  const subscription = await scene.subscribe(scene.lab.prices.core);
  expect(await scene.mailedSince()).toEqual([]);
  await scene.passDays(32);
  expect(await scene.mailedSince()).toEqual([]);
  await failPayments(subscription, 8);
  await scene.passDays(28);
  expect(await scene.mailedSince()).toEqual(['We could not collect $4.99 for your Core plan']);
});
