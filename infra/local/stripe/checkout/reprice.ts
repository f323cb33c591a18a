import { type StoredSession, sessions } from '../objects/checkout-session.ts';
import { lineItems, MAXIMUM_LINE_ITEMS, type StoredLineItem } from '../objects/line-item.ts';
import { hasParent } from '../store/conditions.ts';
import type { Scene } from '../world.ts';
import { discountShares, smallestCharge } from './amounts.ts';
import { sessionTotals, shownDiscount } from './create-session.ts';
import { type Discount, discountOfCode, findCode, objectionTo } from './discounts.ts';

type PromotionOutcome =
  | { outcome: 'applied'; session: StoredSession }
  | { outcome: 'refused'; message: string };

/** The buyer typed a code on the page. */
export function applyPromotionCode(scene: Scene, session: StoredSession, typed: string): PromotionOutcome {
  if (!session.allow_promotion_codes)
    return { outcome: 'refused', message: 'This checkout takes no promotion codes.' };
  const code = findCode(scene, typed);
  if (!code) return { outcome: 'refused', message: 'This code is invalid.' };
  const discount = discountOfCode(scene, code);
  const purchase = {
    currency: session.currency,
    subtotal: session.amount_subtotal,
    customer: session.customer,
  };
  const objection = objectionTo(scene, discount, purchase);
  if (objection) return { outcome: 'refused', message: objection };
  const repriced = withDiscount(scene, session, discount);
  const { amount_total, currency } = repriced.session;
  if (amount_total > 0 && amount_total < smallestCharge(currency)) {
    return { outcome: 'refused', message: 'With this code the total would be too small to charge.' };
  }
  return { outcome: 'applied', session: save(scene, repriced) };
}

export function removePromotionCode(scene: Scene, session: StoredSession): StoredSession {
  return session.allow_promotion_codes ? save(scene, withDiscount(scene, session, undefined)) : session;
}

export function lineItemsOf(scene: Scene, session: StoredSession): StoredLineItem[] {
  return lineItems.select(scene.store, {
    conditions: [hasParent(session.id)],
    order: 'oldest first',
    limit: MAXIMUM_LINE_ITEMS,
  });
}

interface Repriced {
  session: StoredSession;
  items: StoredLineItem[];
}

function withDiscount(scene: Scene, session: StoredSession, discount: Discount | undefined): Repriced {
  const present = lineItemsOf(scene, session);
  const subtotals = present.map((item) => item.amount_subtotal);
  const shares = discountShares(subtotals, discount?.coupon);
  const items = present.map((item, index) => {
    const share = shares[index] ?? 0;
    return { ...item, amount_discount: share, amount_total: item.amount_subtotal - share };
  });
  const discounts = discount ? [shownDiscount(discount)] : [];
  return { session: { ...session, ...sessionTotals(items), discounts }, items };
}

function save(scene: Scene, { session, items }: Repriced): StoredSession {
  for (const item of items) lineItems.replace(scene.store, item);
  return sessions.replace(scene.store, session);
}
