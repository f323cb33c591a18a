import type { ParkedCode } from '../contract/parked-codes.ts';

export interface Parked {
  state: 'parked';
  code: ParkedCode;
  /** A sentence for staff, with the ids that matter. */
  reason: string;
}

/**
 * What a consumer made of an event. `parked`: waiting will not mend it, someone must look. A passing fault is
 * thrown instead, and the event comes again.
 */
export type ConsumerOutcome =
  | { state: 'done'; effect: string }
  | { state: 'ignored'; reason: string }
  /** Its row in the inbox is all there is to say. */
  | { state: 'recorded' }
  | Parked;

export const done = (effect: string): ConsumerOutcome => ({ state: 'done', effect });
export const ignored = (reason: string): ConsumerOutcome => ({ state: 'ignored', reason });
export const recorded: ConsumerOutcome = { state: 'recorded' };
export const parked = (code: ParkedCode, reason: string): Parked => ({ state: 'parked', code, reason });

/** Thrown when the person whom an event is about has deleted their account: it is done, and nobody is told. */
export class AccountErased extends Error {
  constructor(userId: string) {
    super(`The account of ${userId} is erased`);
    this.name = 'AccountErased';
  }
}

/** Thrown when what an event builds on is not there yet: it comes again later. */
export class NotYet extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotYet';
  }
}
