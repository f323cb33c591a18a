import { emit } from '../events.ts';
import type { StoredInvoice } from '../objects/invoice.ts';
import type { StoredSubscription } from '../objects/subscription.ts';
import { notes } from '../store/notes.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { planNext } from './timetable.ts';

/** What a paused subscription becomes when the invoice of its resumption is paid. */
export const resumptions = notes<{ invoice: string; fields: Partial<StoredSubscription> }>(
  'subscription.resumption',
);

export function finishResuming(
  scene: Scene,
  subscription: StoredSubscription,
  invoice: StoredInvoice,
): StoredSubscription {
  const note = resumptions.read(scene.store, subscription.id);
  if (note?.invoice !== invoice.id) return subscription;
  resumptions.remove(scene.store, subscription.id);
  return resumeNow(scene, subscription, note.fields);
}

export function resumeNow(
  scene: Scene,
  subscription: StoredSubscription,
  fields: Partial<StoredSubscription>,
): StoredSubscription {
  const { status_details: _, ...rest } = subscription;
  const after = changeSubscription(scene, rest, { ...fields, status: 'active' });
  emit(scene, 'customer.subscription.resumed', { object: after });
  planNext(scene, after);
  return after;
}
