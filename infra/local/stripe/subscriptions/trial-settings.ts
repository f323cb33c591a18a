import { type StoredSubscription, usualTrialSettings } from '../objects/subscription.ts';
import type { trialSettings } from './subscription-parameters.ts';

type TrialSettings = StoredSubscription['trial_settings'];

/** What is not named stays as it was. */
export function trialSettingsOf(
  { end_behavior }: ReturnType<typeof trialSettings.read>,
  before: TrialSettings = usualTrialSettings,
): TrialSettings {
  return { end_behavior: { ...before.end_behavior, ...end_behavior } };
}
