import type { Program } from '../../program.ts';
import type { Piece } from '../piece.ts';

/** What a way of starting depends on beside its own parameters. */
interface Beginning {
  params: Program['trigger']['params'];
  /** Answered before the run is through. */
  takesLong: boolean;
  /** Whether Stripe is asked to do something, which it does once for each run. */
  isKeyed: boolean;
}

/** Declares `answerTrigger` where it is started over HTTP, `keepSchedule` and `firing` where by the clock. */
export type TriggerPiece = (beginning: Beginning) => Piece;

/** What is said to whoever started a run. */
export function answerOf(takesLong: boolean, services = ''): string {
  const run = `run(event${services})`;
  if (!takesLong) return `  await ${run};\n  return { status: 200, body: 'Done.' };`;
  return `  // It can wait for days; what goes wrong by then is in the log.
  ${run}.catch(console.error);
  return { status: 202, body: 'Begun.' };`;
}
