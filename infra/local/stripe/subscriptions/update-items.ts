import { invalidRequest } from '../errors.ts';
import { referenced } from '../http/resource.ts';
import { planOf } from '../objects/plan.ts';
import { prices, type StoredPrice } from '../objects/price.ts';
import { newItem, periodOf, type StoredItem, type StoredSubscription } from '../objects/subscription.ts';
import type { Scene } from '../world.ts';

export interface ItemChange {
  id?: string;
  price?: string;
  quantity?: number;
  deleted?: boolean;
  metadata?: Record<string, string>;
}

/** The items as a request wants them: those it does not name stay. */
export function changedItems(
  scene: Scene,
  subscription: StoredSubscription,
  changes: ItemChange[],
): StoredItem[] {
  const result = [...subscription.items.data];
  for (const [index, change] of changes.entries()) {
    const param = `items[${index}]`;
    const place = result.findIndex((item) => item.id === change.id);
    const present = result[place];
    if (change.id !== undefined && !present) throw foreignItem(change.id, param);
    if (!present) result.push(addedItem(scene, subscription, { change, param }));
    else if (change.deleted) result.splice(place, 1);
    else result[place] = changedItem(scene, present, { change, param });
  }
  checkItems(result);
  return result;
}

interface Change {
  change: ItemChange;
  param: string;
}

function changedItem(scene: Scene, item: StoredItem, { change, param }: Change): StoredItem {
  const price =
    change.price === undefined
      ? item.price
      : recurringPrice(scene, { id: change.price, param: `${param}[price]` });
  return {
    ...item,
    metadata: change.metadata ?? item.metadata,
    plan: planOf(price),
    price,
    quantity: change.quantity ?? item.quantity,
  };
}

function addedItem(scene: Scene, subscription: StoredSubscription, { change, param }: Change): StoredItem {
  if (change.price === undefined) {
    throw invalidRequest(`Missing required param: ${param}[price].`, { code: 'parameter_missing', param });
  }
  return newItem(scene, {
    metadata: change.metadata ?? {},
    price: recurringPrice(scene, { id: change.price, param: `${param}[price]` }),
    quantity: change.quantity ?? 1,
    subscription: subscription.id,
    period: periodOf(subscription),
  });
}

export function recurringPrice(scene: Scene, reference: { id: string; param: string }): StoredPrice {
  const price = referenced(scene, prices, reference);
  if (!price.recurring) {
    const message = `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`;
    throw invalidRequest(message, { param: reference.param });
  }
  if (price.active) return price;
  throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
    param: reference.param,
  });
}

function foreignItem(id: string, param: string) {
  return invalidRequest(`No such subscription item: '${id}'`, {
    code: 'resource_missing',
    param: `${param}[id]`,
  });
}

/** Twenty is Stripe's limit; that all share one interval is the simulator's. */
export function checkItems(items: { price: StoredPrice }[]): void {
  const [first] = items;
  if (!first) {
    throw invalidRequest('A subscription must have at least one active plan.', { param: 'items' });
  }
  if (items.length > 20) throw invalidRequest('A subscription has at most 20 items.', { param: 'items' });
  const ids = items.map(({ price }) => price.id);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined) {
    const message = `Cannot add multiple subscription items with the same plan: ${double}`;
    throw invalidRequest(message, { param: 'items' });
  }
  if (items.some(({ price }) => price.currency !== first.price.currency))
    throw invalidRequest('All prices on a subscription must have the same currency.', { param: 'items' });
  if (items.some(({ price }) => intervalText(price) !== intervalText(first.price)))
    throw invalidRequest(
      "Currently, all prices on a subscription of Cue's simulator must have the same `recurring.interval` and `recurring.interval_count`.",
      { param: 'items' },
    );
}

function intervalText({ recurring }: StoredPrice): string {
  return `${recurring?.interval_count} ${recurring?.interval}`;
}
