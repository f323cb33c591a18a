import { invalidRequest, missingParameter } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { existing, listRoute, type Resource, referenced, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { coupons } from '../objects/coupon.ts';
import { customers } from '../objects/customer.ts';
import {
  hasCode,
  newPromotionCode,
  promotionCodes,
  type StoredPromotionCode,
} from '../objects/promotion-code.ts';
import {
  type Check,
  checkThat,
  choice,
  flag,
  integer,
  notSimulated,
  required,
  text,
} from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { timeRange } from '../parameters/range.ts';
import { shape, type Values } from '../parameters/shape.ts';
import { equals, isWithin } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

const restrictions = {
  first_time_transaction: flag(),
  minimum_amount: amount({ minimum: 1 }),
  minimum_amount_currency: currency(),
  ...notSimulated(['currency_options']),
};

function codeText(): Check<string> {
  return checkThat(text({ maximumLength: 500 }), (value, param) => {
    if (/^[\w-]+$/.test(value)) return;
    throw invalidRequest('A promotion code may have letters, digits, dashes and underscores.', { param });
  });
}

const createFields = {
  active: flag(),
  code: codeText(),
  customer: text(),
  expires_at: integer({ minimum: 1 }),
  max_redemptions: integer({ minimum: 1 }),
  metadata: metadata(),
  promotion: required(shape({ type: required(choice(['coupon'])), coupon: text() })),
  restrictions: shape(restrictions),
  ...notSimulated(['customer_account']),
};

const create = route({
  method: 'POST',
  path: '/v1/promotion_codes',
  parameters: createFields,
  handle({ scene, values }) {
    const { promotion, restrictions, metadata, customer, ...plain } = values;
    if (promotion.coupon === undefined) throw missingParameter('promotion[coupon]');
    const coupon = referenced(scene, coupons, { id: promotion.coupon, param: 'promotion[coupon]' });
    if (customer !== undefined) referenced(scene, customers, { id: customer, param: 'customer' });
    refuseTaken(scene, plain.code);
    const code = newPromotionCode(scene, {
      ...plain,
      customer: customer ?? null,
      metadata: mergedMetadata({}, metadata),
      promotion: { coupon: coupon.id, type: 'coupon' },
      restrictions: wholeRestrictions(restrictions),
    });
    promotionCodes.insert(scene.store, code);
    emit(scene, 'promotion_code.created', { object: code });
    return code;
  },
});

function refuseTaken(scene: Scene, code: string | undefined): void {
  if (code === undefined) return;
  if (!promotionCodes.first(scene.store, [hasCode(code), ...equals('active', true)])) return;
  throw invalidRequest('An active promotion code with this code already exists.', { param: 'code' });
}

function wholeRestrictions(
  given: Values<typeof restrictions> | undefined,
): StoredPromotionCode['restrictions'] {
  return {
    first_time_transaction: given?.first_time_transaction ?? false,
    minimum_amount: given?.minimum_amount ?? null,
    minimum_amount_currency: given?.minimum_amount_currency ?? null,
  };
}

const update = route({
  method: 'POST',
  path: '/v1/promotion_codes/:id',
  parameters: { active: flag(), metadata: metadata(), ...notSimulated(['restrictions']) },
  handle({ scene, path, values }) {
    const before = existing(scene, promotionCodes, path.id);
    const after = { ...before, ...values, metadata: mergedMetadata(before.metadata ?? {}, values.metadata) };
    promotionCodes.replace(scene.store, after);
    emitUpdate(scene, 'promotion_code.updated', { before, after });
    return after;
  },
});

const list = listRoute({
  path: '/v1/promotion_codes',
  collection: promotionCodes,
  filters: {
    active: flag(),
    code: text(),
    coupon: text(),
    created: timeRange(),
    customer: text(),
    ...notSimulated(['customer_account']),
  },
  conditions: ({ active, code, coupon, created, customer }) => [
    ...equals('active', active),
    // Stripe takes any case, as buyers do.
    ...(code === undefined ? [] : [hasCode(code)]),
    ...equals('promotion.coupon', coupon),
    ...isWithin('created', created),
    ...equals('customer', customer),
  ],
});

export const promotionCodeResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/promotion_codes/:id', promotionCodes), update],
};
