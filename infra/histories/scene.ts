import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { CueFunctions } from './cue-functions.ts';
import type { History } from './history.ts';
import type { Known } from './known.ts';
import type { Played } from './played-services.ts';
import type { StripeSide } from './stripe-side.ts';

/** A history under way. */
export interface Scene {
  history: History;
  nowMs(): number;
  /** Plans renew for ever: some time after the last step Stripe's clock stands, so that a history ends. */
  stripeStandsStillAtMs(): number;
  letStripeStandStill(atMs: number): void;
  /** Chance for one matter of this history. */
  chance(...words: (string | number)[]): Chance;
  agenda: Agenda;
  known: Known;
  played: Played;
  stripe: StripeSide;
  cue: CueFunctions;
  /** A line of the trace. */
  note(line: string): void;
}

/** What must never happen has happened. */
export class LawBroken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LawBroken';
  }
}
