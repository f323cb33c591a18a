import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { part } from '../support/values.ts';

export const stripeInvoice: ServicePiece = {
  keyed: true,
  needs: [needed, part],
  imports: ['import urllib.parse'],
  text: `def stripe_invoice(
    self,
    customer: Json,
    amount_cents: Json,
    currency: Json,
    description: Json,
    days_until_due: Json,
) -> Json:
    """Sends a customer an invoice of one line."""
    payer = needed(customer, "customer of the invoice")
    amount = needed(amount_cents, "amount of the invoice")
    draft = self._stripe_post(
        "/v1/invoices",
        customer=payer,
        currency=currency,
        collection_method="send_invoice",
        days_until_due=days_until_due,
    )
    invoice = needed(part(draft, "id"), "id of the invoice")
    self._stripe_post(
        "/v1/invoiceitems",
        customer=payer,
        invoice=invoice,
        amount=amount,
        currency=currency,
        description=description,
    )
    known = urllib.parse.quote(invoice, safe="")
    return self._stripe_post(f"/v1/invoices/{known}/send")`,
};
