import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';

export const stripeRefund: ServicePiece = {
  keyed: true,
  needs: [needed],
  text: `# An amount that is asked for and missing must not become a refund of the whole.
WHOLE = object()

def stripe_refund(
    self, payment_intent: Json, amount_cents: Json = WHOLE, reason: Json = None
) -> Json:
    """Gives a payment back, the whole of it unless an amount is named."""
    amount = None
    if amount_cents is not self.WHOLE:
        amount = needed(amount_cents, "amount of the refund")
    payment = needed(payment_intent, "payment to refund")
    return self._stripe_post(
        "/v1/refunds", payment_intent=payment, amount=amount, reason=reason
    )`,
};
