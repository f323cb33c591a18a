import { choice } from './checks.ts';

/** What people can say of why they leave, to the portal and to the API alike. */
export const cancellationReason = choice([
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
]);
