import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { type ConsumerWorld, startConsumerWorld } from '../../infra/testing/consumer-world.ts';
import { checkoutEvent } from '../../infra/testing/stripe-events.ts';
import type { PreferencesChange } from '../../lib/contract/preference-routes.ts';
import { keys } from '../../lib/platform/keys.ts';
import { updatePreferences } from '../../lib/users/preferences.ts';

let world: ConsumerWorld;
beforeAll(async () => {
  world = await startConsumerWorld();
});
afterAll(() => world.close());

const failed = { batchItemFailures: [{ itemIdentifier: 'message-0' }] };
const handled = { batchItemFailures: [] };

test('one receipt a purchase, never before the credits are there', async () => {
  const { email, session } = await world.givenOrder();
  const event = checkoutEvent('completed', session);
  expect(await world.deliver('send-email', event)).toEqual(failed);
  expect(await world.mailsTo(email)).toEqual([]);
  await world.deliver('grant-credits', event);
  expect(await world.deliver('send-email', event)).toEqual(handled);
  expect(await world.deliver('send-email', event)).toEqual(handled);
  expect(await world.deliver('send-email', checkoutEvent('completed', session))).toEqual(handled);
  const mails = await world.mailsTo(email);
  expect(mails.map(({ subject }) => subject)).toEqual(['Your receipt: 25 credits for $5.00']);
});

test('a receipt says what was bought, for how much, and what there is now', async () => {
  const { email, session, order } = await world.givenOrder();
  const event = checkoutEvent('completed', { ...session, amount_total: 400 });
  await world.deliver('grant-credits', event);
  await world.deliver('send-email', event);
  const [mail] = await world.mailsTo(email);
  expect(mail?.body.text).toBe(`Thank you for your purchase

We added 25 credits to your account. You now have 25 to spend.

Receipt: ${order.paymentId}
Date: 21 November 2026
25 credits: $5.00
Discount: −$1.00
Total paid: $4.00

See your account: http://localhost:5000/account

You receive this mail because of a payment on your Cue account. Answer it if something is not right.`);
  expect(mail?.body.html).toContain('<h1');
});

test('two deliveries at once send one receipt', async () => {
  const { email, session } = await world.givenOrder();
  const event = checkoutEvent('completed', session);
  await world.deliver('grant-credits', event);
  await Promise.all(Array.from({ length: 20 }, () => world.deliver('send-email', event)));
  expect(await world.mailsTo(email)).toHaveLength(1);
});

test('an async failure mails why, once it is noted, and an unpaid completion mails nothing', async () => {
  const { email, session } = await world.givenOrder();
  const unpaid = { ...session, payment_status: 'unpaid' };
  expect(await world.deliver('send-email', checkoutEvent('completed', unpaid))).toEqual(handled);
  const event = checkoutEvent('async_payment_failed', unpaid);
  expect(await world.deliver('send-email', event)).toEqual(failed);
  await world.deliver('grant-credits', event);
  expect(await world.deliver('send-email', event)).toEqual(handled);
  const mails = await world.mailsTo(email);
  expect(mails.map(({ subject }) => subject)).toEqual(['Your payment of $5.00 did not go through']);
  expect(mails[0]?.body.text).toContain('Nothing was charged, and no credits were added.');
});

test('SES failing for a while delays the receipt and does not touch the grant', async () => {
  const { userId, email, session } = await world.givenOrder();
  const event = checkoutEvent('completed', session);
  await world.deliver('grant-credits', event);
  const ses = mockClient(SESv2Client);
  ses.on(SendEmailCommand).rejects(new Error('SES is down'));
  for (const receiveCount of [1, 2, 3]) {
    expect(await world.deliver('send-email', event, { receiveCount })).toEqual(failed);
    world.advanceSeconds(61);
  }
  ses.restore();
  expect(await world.stateOf(userId)).toMatchObject({
    balance: { balance: 25 },
    payments: [{ status: 'paid' }],
  });
  expect(await world.deliver('send-email', event)).toEqual(handled);
  expect(await world.mailsTo(email)).toHaveLength(1);
});

test('what it waits for and does not get within 24 hours, it is parked with', async () => {
  const { session } = await world.givenOrder();
  const event = checkoutEvent('completed', session);
  const firstReceivedMs = world.outside.clock.now().getTime() - 24 * 3_600_000;
  expect(await world.deliver('send-email', event, { firstReceivedMs })).toEqual(failed);
  expect(await world.deliver('send-email', event, { firstReceivedMs: firstReceivedMs - 1 })).toEqual(handled);
  expect(await world.parkedReason(event.id, 'send-email')).toBe(
    'After 24 hours: The receipt waits until the credits are there',
  );
});

describe('what its reader wants', () => {
  const prefers = (userId: string, change: PreferencesChange) => updatePreferences(world, userId, change);

  test('without receipts there is none, nor a trace of one', async () => {
    const { userId, email, session } = await world.givenOrder();
    await prefers(userId, { emails: { receipts: false } });
    const event = checkoutEvent('completed', session);
    await world.deliver('grant-credits', event);
    expect(await world.deliver('send-email', event)).toEqual(handled);
    expect(await world.mailsTo(email)).toEqual([]);
    expect((await world.stateOf(userId)).mails).toEqual([]);
    const row = await world.table.get(keys.eventConsumer(event.id, 'send-email'));
    expect(row).toMatchObject({
      state: 'done',
      words: expect.stringMatching(/^Receipt of ord_\w+ not wanted$/),
    });
  });

  test('without product news there still are receipts', async () => {
    const { userId, email, session } = await world.givenOrder();
    await prefers(userId, { emails: { product: false } });
    const event = checkoutEvent('completed', session);
    await world.deliver('grant-credits', event);
    await world.deliver('send-email', event);
    expect(await world.mailsTo(email)).toHaveLength(1);
  });

  test('that a payment failed is told whatever they want', async () => {
    const { userId, email, session } = await world.givenOrder();
    await prefers(userId, { emails: { receipts: false, product: false } });
    const event = checkoutEvent('async_payment_failed', { ...session, payment_status: 'unpaid' });
    await world.deliver('grant-credits', event);
    await world.deliver('send-email', event);
    expect((await world.mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'Your payment of $5.00 did not go through',
    ]);
  });
});
