import { nodeType } from '../node-type.ts';
import { amount, line, lineLike, params, serviceCall, wholeNumber } from './param.ts';

export const stripeInvoice = nodeType({
  type: 'stripe.invoice',
  family: 'action',
  title: 'Stripe invoice',
  summary: 'Sends a customer an invoice.',
  params: params({
    customer: line(255),
    amountCents: amount(1, 99_999_999),
    currency: lineLike(/^[a-z]{3}$/, 'Must be a currency such as usd'),
    description: line(500),
    daysUntilDue: wholeNumber(1, 365),
  }),
  fields: [
    { name: 'customer', label: 'Customer', input: 'text', hint: 'cus_…, or what names one.' },
    { name: 'amountCents', label: 'Amount in cents', input: 'number' },
    { name: 'currency', label: 'Currency', input: 'text', hint: 'Three small letters: usd.' },
    { name: 'description', label: 'For what', input: 'text' },
    { name: 'daysUntilDue', label: 'Days until due', input: 'number' },
  ],
  credentials: () => ['stripe'],
  handles: () => [''],
  call: ({ customer, amountCents, currency, description, daysUntilDue }) =>
    serviceCall('stripeInvoice', { customer, amountCents, currency, description, daysUntilDue }),
  example: {
    customer: 'cus_NffrFeUfNV2Hib',
    amountCents: 12000,
    currency: 'usd',
    description: 'Consulting in March',
    daysUntilDue: 14,
  },
  sampleOutput: {
    id: 'in_1MtHbELkdIwHu7ixl4OzzPMv',
    object: 'invoice',
    amount_due: 12000,
    currency: 'usd',
    status: 'open',
    customer: 'cus_NffrFeUfNV2Hib',
    hosted_invoice_url: 'https://invoice.stripe.com/i/example',
  },
  seconds: () => 2,
});
