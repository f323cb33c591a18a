import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { answered } from '../support/send.ts';
import { askStripe } from '../support/stripe.ts';
import { part } from '../support/values.ts';

export const stripeCustomer: ServicePiece = {
  keyed: true,
  needs: [askStripe, answered, needed, part],
  imports: ['import urllib.parse'],
  text: `def stripe_customer(
    self,
    action: Json,
    email: Json = None,
    customer_id: Json = None,
    name: Json = None,
) -> Json:
    """Finds, reads or makes a customer at Stripe; None when there is none."""
    if action == "get":
        wanted = needed(customer_id, "id of the customer")
        path = f"/v1/customers/{urllib.parse.quote(wanted, safe='')}"
        answer = ask_stripe("GET", path, {})
        customer = None if answer.status == 404 else answered(answer, "Stripe")
        return None if part(customer, "deleted") is True else customer
    address = needed(email, "address of the customer")
    if action == "create":
        return self._stripe_post("/v1/customers", email=address, name=name)
    found = ask_stripe("GET", "/v1/customers", {"email": address, "limit": 1})
    return part(answered(found, "Stripe"), "data", 0)`,
};
