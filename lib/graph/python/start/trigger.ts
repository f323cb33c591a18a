import type { Program } from '../../program.ts';
import type { Piece } from '../piece.ts';

/** What a way of starting depends on beside its own parameters. */
export interface Beginning {
  params: Program['trigger']['params'];
  /** Answered before the run is through. */
  takesLong: boolean;
  /** Whether Stripe is asked to do something, which it does once for each run. */
  isKeyed: boolean;
}

/** Declares `answer_trigger` where runs begin over HTTP, `keep_schedule` and `firing` where by the clock. */
export interface Trigger extends Piece {
  /** The trigger's parameters, which stand at the top of the file. */
  settings: string;
}

/** The lines that run it and tell whoever asked. */
export function answerOf(takesLong: boolean, services = 'Services()'): string {
  if (!takesLong) return `    run(event, ${services})\n    return Page(200, "Done.")`;
  return `    run_in_background(event, ${services})\n    return Page(202, "Begun.")`;
}
