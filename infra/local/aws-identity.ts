import type { SettingValues } from './laptop-settings.ts';

/**
 * AWS SDKs refuse to call without a region and credentials; our parts accept any. Written where SDKs look, unless
 * the person brings their own: for a part that is real, their profile must stay in force.
 */
export function provideAwsIdentity(given: SettingValues, environment: NodeJS.ProcessEnv): void {
  environment.AWS_REGION ||= environment.AWS_DEFAULT_REGION || 'us-east-1';
  const endpoints = [given.DYNAMODB_ENDPOINT, given.SQS_ENDPOINT, given.SES_ENDPOINT];
  const usesOwnProfile = environment.AWS_PROFILE && endpoints.some(Boolean);
  if (environment.AWS_ACCESS_KEY_ID || usesOwnProfile) return;
  environment.AWS_ACCESS_KEY_ID = 'laptop';
  environment.AWS_SECRET_ACCESS_KEY = 'laptop';
}
