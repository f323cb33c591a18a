import { invalidRequest } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import { coupons, newCoupon } from '../objects/coupon.ts';
import { choice, integer, notSimulated, percentage, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { amount, currency } from '../parameters/money.ts';
import { timeRange } from '../parameters/range.ts';
import type { Values } from '../parameters/shape.ts';
import { isWithin } from '../store/conditions.ts';

const createFields = {
  id: text({ maximumLength: 200 }),
  amount_off: amount({ minimum: 1 }),
  currency: currency(),
  duration: choice(['forever', 'once', 'repeating']),
  duration_in_months: integer({ minimum: 1 }),
  max_redemptions: integer({ minimum: 1 }),
  metadata: metadata(),
  name: text({ maximumLength: 40 }),
  percent_off: percentage(),
  redeem_by: integer({ minimum: 1 }),
  ...notSimulated(['applies_to', 'currency_options']),
};

const create = route({
  method: 'POST',
  path: '/v1/coupons',
  parameters: createFields,
  handle({ scene, values }) {
    refuseContradictions(values);
    if (values.id !== undefined && coupons.find(scene.store, values.id)) {
      const about = { code: 'resource_already_exists', param: 'id' };
      throw invalidRequest('Coupon already exists.', about);
    }
    const coupon = newCoupon(scene, { ...values, metadata: mergedMetadata({}, values.metadata) });
    coupons.insert(scene.store, coupon);
    emit(scene, 'coupon.created', { object: coupon });
    return coupon;
  },
});

function refuseContradictions(values: Values<typeof createFields>): void {
  const { amount_off, percent_off, currency, duration, duration_in_months } = values;
  if ((amount_off === undefined) === (percent_off === undefined)) {
    throw invalidRequest('You must pass either percent_off or amount_off (not both) to create a coupon.');
  }
  if (amount_off !== undefined && currency === undefined) {
    throw invalidRequest('You must pass currency when passing amount_off', {
      code: 'parameter_missing',
      param: 'currency',
    });
  }
  if ((duration === 'repeating') !== (duration_in_months !== undefined)) {
    const message = 'duration_in_months is required when duration is repeating, and only then.';
    throw invalidRequest(message, { param: 'duration_in_months' });
  }
}

const update = route({
  method: 'POST',
  path: '/v1/coupons/:id',
  parameters: {
    metadata: metadata(),
    name: text({ maximumLength: 40 }),
    ...notSimulated(['currency_options']),
  },
  handle({ scene, path, values }) {
    const before = existing(scene, coupons, path.id);
    const after = { ...before, ...values, metadata: mergedMetadata(before.metadata ?? {}, values.metadata) };
    coupons.replace(scene.store, after);
    emitUpdate(scene, 'coupon.updated', { before, after });
    return after;
  },
});

const remove = route({
  method: 'DELETE',
  path: '/v1/coupons/:id',
  parameters: {},
  handle({ scene, path: { id } }) {
    const coupon = existing(scene, coupons, id);
    emit(scene, 'coupon.deleted', { object: coupon });
    coupons.remove(scene.store, id);
    return { id, object: 'coupon', deleted: true };
  },
});

const list = listRoute({
  path: '/v1/coupons',
  collection: coupons,
  filters: { created: timeRange() },
  conditions: ({ created }) => isWithin('created', created),
});

export const couponResource: Resource = {
  routes: [create, list, retrieveRoute('/v1/coupons/:id', coupons), update, remove],
};
