import type { Outside } from '../platform/outside.ts';
import { addressSubject } from './address-subject.ts';
import { type Caller, callerAddress } from './caller-address.ts';

interface Secrets {
  SESSION_SECRET_KEY: string;
  ORIGIN_PROOF?: string | undefined;
}

/** Whom usage counts when nobody is signed in: the address that a request came from. */
export const visitors =
  ({ SESSION_SECRET_KEY, ORIGIN_PROOF }: Secrets, { clock }: Pick<Outside, 'clock'>) =>
  (request: Caller): string =>
    addressSubject(SESSION_SECRET_KEY, callerAddress(request, ORIGIN_PROOF), clock.now());
