import { lambdaOutside, type Outside } from '../../lib/platform/outside.ts';

/** All of it is on this machine: what is late is busy, not lost, and asking again would only do it twice. */
export const patientOutside: Outside = {
  ...lambdaOutside,
  awsHttpHandler: { connectionTimeout: 10_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};
