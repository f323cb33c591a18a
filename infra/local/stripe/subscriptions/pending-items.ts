import { emit } from '../events.ts';
import { invoiceItems, itemLines, newInvoiceItem, type StoredInvoiceItem } from '../objects/invoice-item.ts';
import { creditedLines, type LineFields } from '../objects/invoice-line.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import { equals, isNull } from '../store/conditions.ts';
import type { Scene } from '../world.ts';

/** As many as an invoice has lines at most. */
const MAXIMUM_PENDING = 250;

/** Puts lines aside for the next invoice. */
export function keepForInvoice(scene: Scene, customer: string, lines: LineFields[]): void {
  for (const line of lines) {
    const item = invoiceItems.insert(scene.store, newInvoiceItem(scene, customer, line));
    itemLines.write(scene.store, item.id, line);
    for (const id of creditedIn(line)) creditedLines.write(scene.store, id, { by: item.id });
    emit(scene, 'invoiceitem.created', { object: item });
  }
}

function creditedIn({ parent }: LineFields): string[] {
  return parent?.subscription_item_details?.proration_details?.credited_items?.invoice_line_items ?? [];
}

/** Takes what waits: the subscription's own, and what is asked of its customer anyhow. */
export function takePending(scene: Scene, subscription: StoredSubscription, invoice: string): LineFields[] {
  return pendingItems(scene, subscription).map((item) => {
    invoiceItems.replace(scene.store, { ...item, invoice });
    const line = itemLines.read(scene.store, item.id);
    if (!line) throw new Error(`The invoice item ${item.id} has no line`);
    return line;
  });
}

/** What was charged but never invoiced is not charged any more. */
export function dropPending(scene: Scene, subscription: StoredSubscription): void {
  for (const item of pendingItems(scene, subscription)) {
    if (item.parent === null) continue;
    invoiceItems.remove(scene.store, item.id);
    emit(scene, 'invoiceitem.deleted', { object: item });
  }
}

function pendingItems(scene: Scene, { id, customer }: StoredSubscription): StoredInvoiceItem[] {
  const waiting = invoiceItems.select(scene.store, {
    conditions: [...equals('customer', customer), isNull('invoice')],
    order: 'oldest first',
    limit: MAXIMUM_PENDING,
  });
  return waiting.filter(({ parent }) => (parent?.subscription_details?.subscription ?? id) === id);
}
