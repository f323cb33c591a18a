import type { ServicePiece } from '../piece.ts';
import { needed } from '../support/needed.ts';
import { answered } from '../support/send.ts';
import { stripeApi } from '../support/stripe-api.ts';
import { part } from '../support/values.ts';

export const stripeCustomer: ServicePiece = {
  service: 'stripeCustomer',
  summary: 'Finds, reads or makes a customer at Stripe; null when there is none.',
  call: 'CustomerCall',
  fields: ['action: Json', 'email?: Json', 'customerId?: Json', 'name?: Json'],
  result: 'Json',
  keyed: true,
  needs: [stripeApi, needed, answered, part],
  text: `async function stripeCustomer({ action, email, customerId, name }: CustomerCall, key: string): Promise<Json> {
  if (action === 'get') return customerWith(needed(customerId, 'id of the customer'));
  const fields = { email: needed(email, 'address of the customer') };
  if (action === 'create') {
    const made = { ...fields, name: name ?? null };
    return answered(await askStripe({ method: 'POST', path: '/v1/customers', fields: made, key }), 'Stripe');
  }
  const found = await askStripe({ method: 'GET', path: '/v1/customers', fields: { ...fields, limit: 1 } });
  return part(await answered(found, 'Stripe'), 'data', 0);
}

async function customerWith(id: string): Promise<Json> {
  const response = await askStripe({ method: 'GET', path: \`/v1/customers/\${encodeURIComponent(id)}\` });
  if (response.status === 404) return null;
  const customer = await answered(response, 'Stripe');
  return part(customer, 'deleted') === true ? null : customer;
}`,
};

export const stripeRefund: ServicePiece = {
  service: 'stripeRefund',
  summary: 'Gives a payment back, the whole of it unless an amount is named.',
  call: 'RefundCall',
  fields: ['paymentIntent: Json', 'amountCents?: Json', 'reason?: Json'],
  result: 'Json',
  keyed: true,
  needs: [stripeApi, needed, answered],
  text: `async function stripeRefund({ paymentIntent, amountCents, reason }: RefundCall, key: string): Promise<Json> {
  const fields = {
    payment_intent: needed(paymentIntent, 'payment to refund'),
    // An amount that is asked for and missing must not become a refund of the whole.
    amount: amountCents === undefined ? null : needed(amountCents, 'amount of the refund'),
    reason: reason ?? null,
  };
  return answered(await askStripe({ method: 'POST', path: '/v1/refunds', fields, key }), 'Stripe');
}`,
};

export const stripeInvoice: ServicePiece = {
  service: 'stripeInvoice',
  summary: 'Sends a customer an invoice of one line.',
  call: 'InvoiceCall',
  fields: [
    'customer: Json',
    'amountCents: Json',
    'currency: Json',
    'description: Json',
    'daysUntilDue: Json',
  ],
  result: 'Json',
  keyed: true,
  needs: [stripeApi, needed, answered, part],
  text: `async function stripeInvoice(call: InvoiceCall, key: string): Promise<Json> {
  const customer = needed(call.customer, 'customer of the invoice');
  const post = async (path: string, fields: { [name: string]: Json }, step: string) =>
    answered(await askStripe({ method: 'POST', path, fields, key: \`\${key}-\${step}\` }), 'Stripe');
  const { currency, description } = call;
  const amount = needed(call.amountCents, 'amount of the invoice');
  const terms = { collection_method: 'send_invoice', days_until_due: call.daysUntilDue };
  const draft = await post('/v1/invoices', { customer, currency, ...terms }, 'draft');
  const invoice = needed(part(draft, 'id'), 'id of the invoice');
  await post('/v1/invoiceitems', { customer, invoice, amount, currency, description }, 'line');
  return post(\`/v1/invoices/\${encodeURIComponent(invoice)}/send\`, {}, 'send');
}`,
};
