import { invalidRequest } from '../errors.ts';
import { newId } from '../ids.ts';
import { moneyText } from '../money-text.ts';
import {
  newSession,
  type SessionNote,
  type StoredSession,
  sessionNotes,
  sessions,
} from '../objects/checkout-session.ts';
import { lineItems, type StoredLineItem } from '../objects/line-item.ts';
import { LARGEST_AMOUNT } from '../parameters/money.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { discountShares, smallestCharge, total, totalDetails } from './amounts.ts';
import type { Discount } from './discounts.ts';
import type { RequestedLine } from './line-item-parameters.ts';

interface SessionPlan {
  lines: RequestedLine[];
  /** Nothing is due now, whatever the prices say. */
  isTrial: boolean;
  discount: Discount | undefined;
  /** What was asked for and is shown on the session as it stands. */
  fields: Partial<StoredSession> & Pick<StoredSession, 'success_url' | 'expires_at'>;
  note: SessionNote;
}

export function createSession(scene: Scene, plan: SessionPlan): StoredSession {
  const items = pricedItems(plan);
  const [first] = items;
  if (!first)
    throw invalidRequest('You must pass at least one line item.', {
      code: 'parameter_missing',
      param: 'line_items',
    });
  const id = newId.checkoutSession();
  const session = newSession({
    ...plan.fields,
    ...sessionTotals(items),
    id,
    created: scene.nowSeconds(),
    currency: first.currency,
    discounts: plan.discount ? [shownDiscount(plan.discount)] : [],
    url: `${scene.publicUrl}/c/pay/${id}`,
  });
  refuseUnchargeable(session);
  sessions.insert(scene.store, session);
  for (const item of items) lineItems.insert(scene.store, item, id);
  sessionNotes.write(scene.store, id, plan.note);
  schedule(scene, { kind: 'expireSession', subject: id, dueAtSeconds: session.expires_at });
  return session;
}

function pricedItems({ lines, discount, isTrial }: SessionPlan): StoredLineItem[] {
  const subtotals = lines.map(({ price, quantity }) => (isTrial ? 0 : price.unit_amount * quantity));
  const shares = discountShares(subtotals, discount?.coupon);
  return lines.map(({ price, quantity, ...shown }, index) => {
    const [subtotal = 0, share = 0] = [subtotals[index], shares[index]];
    return {
      id: newId.lineItem(),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: share,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal - share,
      currency: price.currency,
      ...shown,
      price,
      quantity,
    } satisfies StoredLineItem;
  });
}

export function sessionTotals(items: StoredLineItem[]) {
  return {
    amount_subtotal: total(items.map((item) => item.amount_subtotal)),
    amount_total: total(items.map((item) => item.amount_total)),
    total_details: totalDetails(total(items.map((item) => item.amount_discount))),
  } satisfies Partial<StoredSession>;
}

/** A session shows the code when one was used, else the coupon. */
export function shownDiscount({ coupon, promotionCode }: Discount): StoredSession['discounts'][number] {
  return promotionCode
    ? { coupon: null, promotion_code: promotionCode.id }
    : { coupon: coupon.id, promotion_code: null };
}

function refuseUnchargeable({ amount_total, currency }: StoredSession): void {
  if (amount_total > LARGEST_AMOUNT) {
    throw invalidRequest('The total amount due must be no more than $999,999.99', {
      code: 'amount_too_large',
    });
  }
  const smallest = smallestCharge(currency);
  if (amount_total === 0 || amount_total >= smallest) return;
  const message = `The Checkout Session's total amount due must add up to at least ${moneyText(smallest, currency)} ${currency}`;
  throw invalidRequest(message, { code: 'amount_too_small' });
}
