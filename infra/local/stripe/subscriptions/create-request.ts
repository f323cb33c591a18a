import { fullAmount } from '../billing/money.ts';
import { boundary, DAY_SECONDS } from '../billing/periods.ts';
import { total } from '../checkout/amounts.ts';
import { type Discount, requestedDiscount } from '../checkout/discounts.ts';
import { invalidRequest } from '../errors.ts';
import { referenced } from '../http/resource.ts';
import { customerDefault } from '../invoices/attempt-invoice.ts';
import { customers, type StoredCustomer } from '../objects/customer.ts';
import type { StoredPrice } from '../objects/price.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import { mergedMetadata } from '../parameters/metadata.ts';
import type { Values } from '../parameters/shape.ts';
import { ownMethod } from '../payments/attach.ts';
import type { Scene } from '../world.ts';
import { createSubscription, dueAtStart, intervalOf } from './create-subscription.ts';
import type { createParameters } from './subscription-parameters.ts';
import { trialSettingsOf } from './trial-settings.ts';
import { checkItems, recurringPrice } from './update-items.ts';

type CreateValues = Values<typeof createParameters>;

/** What a request for a new subscription asks for, done. */
export function createFromRequest(scene: Scene, values: CreateValues): StoredSubscription {
  const customer = referenced(scene, customers, { id: values.customer, param: 'customer' });
  const items = values.items.map((item, index) => ({
    price: recurringPrice(scene, { id: item.price, param: `items[${index}][price]` }),
    quantity: item.quantity ?? 1,
    metadata: mergedMetadata({}, item.metadata),
  }));
  checkItems(items);
  const behavior = values.payment_behavior ?? 'allow_incomplete';
  const trialEnd = trialEndOf(scene, values);
  const fields = shownFields(scene, values, { items, trialEnd });
  const discounts = requestedDiscounts(scene, values, { customer, items });
  const method = fields.default_payment_method ?? customerDefault(scene, customer.id);
  const paysNow = trialEnd === null && behavior !== 'default_incomplete';
  if (method === null && paysNow && dueAtStart({ items, discounts }) > 0) throw missingMethod();
  return createSubscription(scene, {
    customer,
    items,
    trialEnd,
    discounts,
    session: null,
    behavior,
    fields,
  });
}

function missingMethod() {
  const message =
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method.';
  return invalidRequest(message, { code: 'resource_missing' });
}

function trialEndOf(scene: Scene, { trial_end, trial_period_days }: CreateValues): number | null {
  if (trial_end !== undefined && trial_period_days !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'trial_end',
    });
  }
  const now = scene.nowSeconds();
  if (trial_period_days) return now + trial_period_days * DAY_SECONDS;
  if (trial_end === undefined || trial_end === 'now') return null;
  if (trial_end > now) return trial_end;
  throw invalidRequest('Invalid timestamp: must be an integer Unix timestamp in the future.', {
    code: 'parameter_invalid_integer',
    param: 'trial_end',
  });
}

interface Ordered {
  items: { price: StoredPrice; quantity: number; metadata: Record<string, string> }[];
  trialEnd: number | null;
}

function shownFields(
  scene: Scene,
  values: CreateValues,
  { items, trialEnd }: Ordered,
): Partial<StoredSubscription> {
  const { customer, default_payment_method: method, trial_settings } = values;
  const periodEnd = trialEnd ?? boundary(scene.nowSeconds(), intervalOf({ items }), 1);
  const named = values.cancel_at ?? (values.cancel_at_period_end ? 'min_period_end' : null);
  return {
    cancel_at: typeof named === 'string' ? periodEnd : named,
    cancel_at_period_end: values.cancel_at_period_end ?? false,
    canceled_at: named === null ? null : scene.nowSeconds(),
    default_payment_method:
      method === undefined
        ? null
        : ownMethod(scene, { id: method, customer, param: 'default_payment_method' }).id,
    description: values.description ?? null,
    metadata: mergedMetadata({}, values.metadata),
    payment_settings: {
      payment_method_options: null,
      payment_method_types: values.payment_settings?.payment_method_types ?? null,
      save_default_payment_method: values.payment_settings?.save_default_payment_method ?? 'off',
    },
    ...(trial_settings ? { trial_settings: trialSettingsOf(trial_settings) } : {}),
  };
}

function requestedDiscounts(
  scene: Scene,
  { discounts = [] }: Pick<CreateValues, 'discounts'>,
  { customer, items }: Pick<Ordered, 'items'> & { customer: StoredCustomer },
): Discount[] {
  const purchase = {
    currency: items[0]?.price.currency ?? 'usd',
    subtotal: total(items.map(fullAmount)),
    customer: customer.id,
  };
  return discounts.map((request) => requestedDiscount(scene, request, purchase));
}
