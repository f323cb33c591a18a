import { expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { creditsCheckout, type Lab, openLab, postForm } from '../testing/lab.ts';

async function makeCode(
  { stripe }: Lab,
  coupon: Stripe.CouponCreateParams,
  code: Partial<Stripe.PromotionCodeCreateParams> = {},
) {
  const { id } = await stripe.coupons.create(coupon);
  return stripe.promotionCodes.create({
    code: 'WELCOME',
    ...code,
    promotion: { type: 'coupon', coupon: id },
  });
}

const withCodes = { ...creditsCheckout, allow_promotion_codes: true };

test('a code typed on the page, in any case, lowers the price of session, lines and payment', async () => {
  await using lab = await openLab();
  const code = await makeCode(lab, { percent_off: 20 });
  const session = await lab.stripe.checkout.sessions.create(withCodes);
  const applied = await postForm(session, { action: 'apply', promotion_code: ' welcome ' });
  expect(applied).toMatchObject({ status: 303, location: `/c/pay/${session.id}` });
  await postForm(session, { card: '4242424242424242' });
  const paid = await lab.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['line_items', 'payment_intent'],
  });
  expect(paid).toMatchObject({
    amount_subtotal: 500,
    amount_total: 400,
    total_details: { amount_discount: 100 },
    discounts: [{ coupon: null, promotion_code: code.id }],
    line_items: { data: [{ amount_subtotal: 500, amount_discount: 100, amount_total: 400 }] },
    payment_intent: { amount: 400, amount_received: 400 },
  });
  expect((await lab.stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);
});

test('a code that takes everything off completes without a payment intent', async () => {
  await using lab = await openLab();
  await makeCode(lab, { percent_off: 100 });
  const session = await lab.stripe.checkout.sessions.create(withCodes);
  expect((await postForm(session, { promotion_code: 'WELCOME' })).status).toBe(303);
  expect(await lab.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: 'complete',
    payment_status: 'no_payment_required',
    amount_total: 0,
    payment_intent: null,
  });
  expect((await lab.stripe.paymentIntents.list()).data).toEqual([]);
});

test('a removed code restores the price', async () => {
  await using lab = await openLab();
  await makeCode(lab, { amount_off: 150, currency: 'usd' });
  const session = await lab.stripe.checkout.sessions.create(withCodes);
  await postForm(session, { action: 'apply', promotion_code: 'WELCOME' });
  expect((await lab.stripe.checkout.sessions.retrieve(session.id)).amount_total).toBe(350);
  await postForm(session, { action: 'remove' });
  expect(await lab.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    amount_total: 500,
    discounts: [],
  });
});

test.each<[string, Partial<Stripe.PromotionCodeCreateParams>, string]>([
  ['of which there is none', { code: 'OTHER' }, 'This code is invalid.'],
  ['that was switched off', { active: false }, 'This promotion code is not active.'],
  [
    'for larger purchases',
    { restrictions: { minimum_amount: 600, minimum_amount_currency: 'usd' } },
    'This promotion code needs a purchase of at least $6.00.',
  ],
])('a code %s stops the payment and says why', async (_what, fields, message) => {
  await using lab = await openLab();
  await makeCode(lab, { percent_off: 20 }, fields);
  const session = await lab.stripe.checkout.sessions.create(withCodes);
  const answer = await postForm(session, { card: '4242424242424242', promotion_code: 'WELCOME' });
  expect(answer).toMatchObject({ status: 400, alert: message });
  expect((await lab.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
});

test('a code for one use is refused the second time', async () => {
  await using lab = await openLab();
  await makeCode(lab, { percent_off: 20 }, { max_redemptions: 1 });
  const first = await lab.stripe.checkout.sessions.create(withCodes);
  const second = await lab.stripe.checkout.sessions.create(withCodes);
  const fields = { card: '4242424242424242', promotion_code: 'WELCOME' };
  expect((await postForm(first, fields)).status).toBe(303);
  expect((await postForm(second, fields)).status).toBe(400);
});

test('a session that takes no codes ignores none silently', async () => {
  await using lab = await openLab();
  await makeCode(lab, { percent_off: 20 });
  const session = await lab.stripe.checkout.sessions.create(creditsCheckout);
  const answer = await postForm(session, { card: '4242424242424242', promotion_code: 'WELCOME' });
  expect(answer).toMatchObject({ status: 400 });
});

test('a discount given at creation needs no page', async () => {
  await using lab = await openLab();
  const coupon = await lab.stripe.coupons.create({ percent_off: 50, id: 'HALF' });
  const session = await lab.stripe.checkout.sessions.create({
    ...creditsCheckout,
    discounts: [{ coupon: coupon.id }],
  });
  expect(session).toMatchObject({ amount_total: 250, discounts: [{ coupon: 'HALF', promotion_code: null }] });
});
