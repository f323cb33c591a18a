import { fullAmount } from '../billing/money.ts';
import { total } from '../checkout/amounts.ts';
import { requestedDiscount } from '../checkout/discounts.ts';
import { invalidRequest } from '../errors.ts';
import { isOver, periodOf, type StoredSubscription } from '../objects/subscription.ts';
import { mergedMetadata } from '../parameters/metadata.ts';
import type { Values } from '../parameters/shape.ts';
import { ownMethod } from '../payments/attach.ts';
import { schedule } from '../schedule.ts';
import type { Scene } from '../world.ts';
import { changeSubscription } from './change.ts';
import { grantDiscounts, withdrawDiscounts } from './discounting.ts';
import type { updateParameters } from './subscription-parameters.ts';
import { planNext } from './timetable.ts';
import { trialSettingsOf } from './trial-settings.ts';
import { changedItems } from './update-items.ts';
import { updateSubscription } from './update-subscription.ts';

export type UpdateValues = Values<typeof updateParameters>;

/** What an update asks for, done: changes that bill go one way, all others only stand on the subscription. */
export function changeFromRequest(
  scene: Scene,
  subscription: StoredSubscription,
  values: UpdateValues,
): StoredSubscription {
  refuseChange(subscription, values);
  const fields = plainFields(scene, subscription, values);
  if (!values.items && values.trial_end === undefined && values.billing_cycle_anchor?.type !== 'now') {
    const after = changeSubscription(scene, subscription, fields);
    if (after.cancel_at !== subscription.cancel_at) planNext(scene, after);
    return after;
  }
  return updateSubscription(scene, subscription, {
    items: changedItems(scene, subscription, (values.items ?? []).map(withoutEmptyMetadata)),
    resetsAnchor: values.billing_cycle_anchor?.type === 'now',
    trialEnd: values.trial_end,
    proration: {
      behavior: values.proration_behavior ?? 'create_prorations',
      at: prorationDate(scene, subscription, values.proration_date),
    },
    behavior: values.payment_behavior ?? 'allow_incomplete',
    fields,
  });
}

function withoutEmptyMetadata({ metadata, ...item }: NonNullable<UpdateValues['items']>[number]) {
  return { ...item, ...(metadata === undefined ? {} : { metadata: mergedMetadata({}, metadata) }) };
}

function refuseChange(subscription: StoredSubscription, values: UpdateValues): void {
  const { cancellation_details: _, metadata: __, ...others } = values;
  if (isOver(subscription) && Object.keys(others).length > 0)
    throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.');
  if (values.items && subscription.status === 'incomplete')
    throw invalidRequest('You cannot update the items of a subscription that is incomplete.', {
      param: 'items',
    });
  if (values.cancel_at !== undefined && values.cancel_at_period_end !== undefined)
    throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.');
  const endsOtherwise = values.cancel_at !== undefined || values.cancel_at_period_end !== undefined;
  if (!endsOtherwise || subscription.schedule === null) return;
  const message = `The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`;
  throw invalidRequest(message);
}

function prorationDate(scene: Scene, subscription: StoredSubscription, asked: number | undefined): number {
  if (asked === undefined) return scene.nowSeconds();
  const { start, end } = periodOf(subscription);
  if (asked >= start && asked <= end) return asked;
  throw invalidRequest('The proration date must be within the current billing period.', {
    param: 'proration_date',
  });
}

function plainFields(
  scene: Scene,
  before: StoredSubscription,
  values: UpdateValues,
): Partial<StoredSubscription> {
  const { description, metadata, pause_collection, trial_settings } = values;
  const ending = endFields(scene, before, values);
  const details = { ...noDetails, ...(ending.cancellation_details ?? before.cancellation_details) };
  return {
    ...ending,
    ...methodFields(scene, before, values),
    ...(values.discounts ? { discounts: replacedDiscounts(scene, before, values.discounts) } : {}),
    ...(description === undefined ? {} : { description }),
    cancellation_details: { ...details, ...values.cancellation_details },
    metadata: mergedMetadata(before.metadata, metadata),
    ...(pause_collection === undefined ? {} : { pause_collection: pauseOf(scene, before, pause_collection) }),
    ...(trial_settings ? { trial_settings: trialSettingsOf(trial_settings, before.trial_settings) } : {}),
  };
}

const noDetails = { comment: null, feedback: null, feedback_option: null, reason: null };

/** `canceled_at` is when it was asked for, not when it will end. To undo it takes all three back. */
function endFields(
  scene: Scene,
  before: StoredSubscription,
  { cancel_at, cancel_at_period_end }: UpdateValues,
): Partial<StoredSubscription> {
  const { end } = periodOf(before);
  const details = { ...noDetails, ...before.cancellation_details };
  const asked = {
    canceled_at: scene.nowSeconds(),
    cancellation_details: { ...details, reason: 'cancellation_requested' as const },
  };
  const undone = {
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { ...details, reason: null },
  };
  if (cancel_at_period_end !== undefined) {
    return cancel_at_period_end ? { ...asked, cancel_at: end, cancel_at_period_end: true } : undone;
  }
  if (cancel_at === undefined) return {};
  if (cancel_at === null) return undone;
  const at = typeof cancel_at === 'string' ? end : cancel_at;
  if (at > scene.nowSeconds()) return { ...asked, cancel_at: at, cancel_at_period_end: false };
  throw invalidRequest('`cancel_at` must be in the future.', { param: 'cancel_at' });
}

function methodFields(
  scene: Scene,
  { customer, payment_settings }: StoredSubscription,
  values: UpdateValues,
): Partial<StoredSubscription> {
  const id = values.default_payment_method;
  const method =
    id === undefined ? undefined : ownMethod(scene, { id, customer, param: 'default_payment_method' });
  const settings = { ...noSettings, ...payment_settings, ...values.payment_settings };
  return {
    ...(method ? { default_payment_method: method.id, pending_setup_intent: null } : {}),
    ...(values.payment_settings ? { payment_settings: settings } : {}),
  };
}

const noSettings = {
  payment_method_options: null,
  payment_method_types: null,
  save_default_payment_method: 'off' as const,
};

function replacedDiscounts(
  scene: Scene,
  { id, customer, currency, discounts, items }: StoredSubscription,
  requests: NonNullable<UpdateValues['discounts']>,
): string[] {
  const purchase = { currency, subtotal: total(items.data.map(fullAmount)), customer };
  withdrawDiscounts(scene, discounts);
  const granted = requests.map((request) => requestedDiscount(scene, request, purchase));
  return grantDiscounts(scene, granted, { customer, subscription: id, session: null });
}

function pauseOf(
  scene: Scene,
  { id }: StoredSubscription,
  asked: NonNullable<UpdateValues['pause_collection']> | null,
): StoredSubscription['pause_collection'] {
  if (asked === null) return null;
  const resumes_at = asked.resumes_at ?? null;
  if (resumes_at !== null)
    schedule(scene, { kind: 'collectionResumes', subject: id, dueAtSeconds: resumes_at });
  return { behavior: asked.behavior, resumes_at };
}
