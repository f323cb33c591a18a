import { DAY_SECONDS } from '../billing/periods.ts';
import { invalidRequest } from '../errors.ts';
import type { SessionNote, StoredSession } from '../objects/checkout-session.ts';
import { mergedMetadata } from '../parameters/metadata.ts';
import type { Values } from '../parameters/shape.ts';
import { trialSettingsOf } from '../subscriptions/trial-settings.ts';
import type { createSessionParameters } from './checkout-session-parameters.ts';

type CreateValues = Values<typeof createSessionParameters>;

/** What is for one mode is an error in the other. */
export function refuseOtherMode(
  mode: CreateValues['mode'],
  values: Omit<CreateValues, 'mode' | 'ui_mode'>,
): void {
  const foreign =
    mode === 'payment'
      ? (['subscription_data', 'payment_method_collection'] as const)
      : (['payment_intent_data', 'customer_creation'] as const);
  const param = foreign.find((name) => values[name] !== undefined);
  if (param) throw invalidRequest(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param });
  const { trial_end, trial_period_days } = values.subscription_data ?? {};
  if (trial_end !== undefined && trial_period_days !== undefined)
    throw invalidRequest('You may only specify one of these parameters: trial_end, trial_period_days.', {
      param: 'subscription_data[trial_end]',
    });
}

export function trialOf({ subscription_data }: CreateValues): number | undefined {
  return subscription_data?.trial_period_days ?? subscription_data?.trial_end;
}

export const subscriptionOnly: Partial<StoredSession> = {
  invoice_creation: null,
  saved_payment_method_options: {
    allow_redisplay_filters: ['always'],
    payment_method_remove: 'disabled',
    payment_method_save: null,
  },
};

/** A subscription always belongs to a customer. */
export function creationOf({ customer_creation, mode }: CreateValues) {
  return mode === 'subscription' ? 'always' : (customer_creation ?? 'if_required');
}

/** Subscriptions are paid by card here. */
export function methodTypes({ allowed_payment_method_types: allowed, mode }: CreateValues): string[] {
  if (mode === 'subscription') return ['card'];
  return allowed ?? ['card', 'us_bank_account'];
}

export function subscriptionNote(
  data: NonNullable<CreateValues['subscription_data']>,
): SessionNote['subscription'] {
  const { description, metadata, trial_end, trial_period_days, trial_settings } = data;
  return {
    trialSeconds: trial_period_days === undefined ? null : trial_period_days * DAY_SECONDS,
    trialEnd: trial_end ?? null,
    fields: {
      description: description ?? null,
      metadata: mergedMetadata({}, metadata),
      ...(trial_settings ? { trial_settings: trialSettingsOf(trial_settings) } : {}),
    },
  };
}
