import { expect, test } from '@jest/globals';
import { maskPayload } from './mask-payload.ts';

const event = {
  id: 'evt_1SbQ2c9Lr4Tn8Vb1',
  object: 'event',
  type: 'checkout.session.completed',
  livemode: false,
  created: 1_790_000_000,
  data: {
    object: {
      id: 'cs_test_a1B2c3D4e5F6',
      customer: 'cus_Q1w2E3r4',
      customer_details: {
        email: 'ada@example.com',
        name: 'Ada Lovelace',
        phone: null,
        address: { city: 'London', line1: '12 St James Square', postal_code: 'SW1Y 4JH' },
      },
      amount_total: 500,
      currency: 'usd',
      payment_status: 'paid',
      client_secret: 'cs_test_a1B2c3D4e5F6_secret_x',
      url: 'https://checkout.stripe.com/c/pay/cs_test_a1',
      card: { brand: 'visa', last4: '4242', exp_year: 2030 },
      metadata: { order_id: 'ord_01K9XJ8Z0000000000000000ZZ', reason: 'I am Ada', type: 'a@b.example' },
      custom_fields: ['Ada', { text: { value: 'ada_lovelace' } }],
      on_behalf: 'ada_lovelace1815',
    },
  },
};

test('every text is masked but ids and single words of Stripe’s own; amounts and times stay', () => {
  expect(maskPayload(event, false)).toEqual({
    id: 'evt_1SbQ2c9Lr4Tn8Vb1',
    object: 'event',
    type: 'checkout.session.completed',
    livemode: false,
    created: 1_790_000_000,
    data: {
      object: {
        id: 'cs_test_a1B2c3D4e5F6',
        customer: 'cus_Q1w2E3r4',
        customer_details: {
          email: '•••',
          name: '•••',
          phone: null,
          address: { city: '•••', line1: '•••', postal_code: '•••' },
        },
        amount_total: 500,
        currency: 'usd',
        payment_status: 'paid',
        client_secret: 'hidden',
        url: 'hidden',
        card: 'hidden',
        metadata: { order_id: 'ord_01K9XJ8Z0000000000000000ZZ', reason: '•••', type: '•••' },
        custom_fields: ['•••', { text: { value: '•••' } }],
        on_behalf: '•••',
      },
    },
  });
});

test('revealed, the person shows, and still no card, secret or address that opens something', () => {
  const { data } = maskPayload(event, true);
  expect(data).toMatchObject({
    object: {
      customer_details: event.data.object.customer_details,
      metadata: event.data.object.metadata,
      client_secret: 'hidden',
      url: 'hidden',
      card: 'hidden',
    },
  });
});
