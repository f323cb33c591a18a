import { lambdaOutside, type Outside } from '../../lib/platform/outside.ts';
import { laptopClock } from '../local/moving-clock.ts';
import { patientOutside } from '../local/patient-outside.ts';
import { environmentOf } from './deployment.ts';

export interface CommandOutside extends Outside {
  environment: Record<string, string>;
}

/**
 * The world of a command that runs functions' code here: on AWS with the real time, against the running laptop cloud
 * with that of its Stripe simulator, as its functions have it. A real Stripe account has no clock but the real one.
 */
export async function outsideOf(stage: string | undefined): Promise<CommandOutside> {
  const environment = environmentOf(stage);
  const { STRIPE_API_URL } = environment;
  const isOnRealTime = stage !== undefined || !STRIPE_API_URL;
  const clock = isOnRealTime ? lambdaOutside.clock : await laptopClock(STRIPE_API_URL);
  return { ...(stage === undefined ? patientOutside : lambdaOutside), environment, clock };
}
