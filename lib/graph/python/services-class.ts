import { step } from './layout.ts';
import type { Piece, ServicePiece } from './piece.ts';
import { stripePost } from './support/stripe.ts';

export const isKeyed = (services: readonly ServicePiece[]) => services.some(({ keyed }) => keyed);

/** The class of all that reaches outside, which a test stands in for. */
export function servicesClass(services: readonly ServicePiece[]): Piece {
  const methods = isKeyed(services) ? [beginning, ...services, stripePost] : services;
  const head = `class Services:\n${step}"""Everything outside of this file that the workflow uses."""`;
  return {
    imports: methods.flatMap(({ imports }) => imports ?? []),
    environment: methods.flatMap(({ environment }) => environment ?? []),
    needs: methods.flatMap(({ needs }) => needs ?? []),
    text: [head, ...methods.map(({ text }) => indented(text))].join('\n\n'),
  };
}

const beginning: Piece = {
  imports: ['import uuid'],
  text: `def __init__(self, run_id: str | None = None) -> None:
    # Of one run Stripe is asked each thing once, however often it is tried.
    self.run_id = run_id or str(uuid.uuid4())
    self.asked = 0`,
};

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : step + line))
    .join('\n');
