import { expect, test } from '@jest/globals';
import { leadsTo } from './tell-again.ts';

test.each([
  ['sub_1', 'customer.subscription.updated', true],
  ['sub_1', 'subscription_schedule.updated', true],
  // Only a mail comes of these.
  ['sub_1', 'customer.subscription.trial_will_end', false],
  ['in_1', 'invoice.payment_failed', false],
  ['in_1', 'invoice.paid', true],
  ['re_1', 'refund.updated', true],
  ['dp_1', 'charge.dispute.funds_withdrawn', true],
  ['cs_1', 'checkout.session.completed', true],
  ['cus_1', 'customer.deleted', true],
])('whether what differs of %s is mended by %s: %p', (objectId, type, isMended) => {
  expect(leadsTo(objectId, type)).toBe(isMended);
});
