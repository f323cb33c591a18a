import type { Program } from '../../program.ts';
import { takesLong } from '../../used-services.ts';
import type { Piece, ServicePiece } from '../piece.ts';
import { formStart } from './form.ts';
import { scheduleStart } from './schedule.ts';
import { stripeStart } from './stripe.ts';
import type { TriggerPiece } from './trigger-piece.ts';
import { webhookStart } from './webhook.ts';

const starts: Readonly<Record<string, TriggerPiece>> = {
  'trigger.webhook': webhookStart,
  'trigger.form': formStart,
  'trigger.stripe': stripeStart,
  'trigger.schedule': scheduleStart,
};

/** What begins the runs of a program. */
export function startOf(program: Program, services: readonly ServicePiece[]): Piece {
  const { type, params } = program.trigger;
  const start = starts[type];
  if (!start) throw new Error(`There is no way to wait for ${type}`);
  const isKeyed = services.some(({ keyed }) => keyed);
  return start({ params, takesLong: takesLong(program), isKeyed });
}
