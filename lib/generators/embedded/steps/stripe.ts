import { minorUnits, readMoney } from '../money.ts';
import { environment, type Reading, type ReadSteps, type Scope, type Step } from '../plan.ts';
import { part } from '../thing.ts';
import { customerEmail } from './recipients.ts';

const nobody = /\b(?:nobody|no one|nothing|none)\b/i;

function paymentOf({ about }: Scope, reading: Reading): string {
  if (
    about.noun === 'schedule' ||
    (about.only && !about.only.includes('paymentIntent')) ||
    (about.isStripes && !about.fields.paymentIntent)
  ) {
    reading.remark('Which payment is refunded, the setting PAYMENT_INTENT says.');
    return environment('PAYMENT_INTENT');
  }
  if (!about.isStripes)
    reading.remark(`The ${about.noun} must bring the payment’s id as paymentIntent (pi_…).`);
  return about.fields.paymentIntent ? part(about, 'paymentIntent') : `{{${about.at}.paymentIntent}}`;
}

const reasons = [
  [/\bduplicate/i, 'duplicate'],
  [/\bfraud/i, 'fraudulent'],
  [/\brequested by/i, 'requested_by_customer'],
] as const;

export const readRefund: ReadSteps = (clause, scope, reading) => {
  if (
    !/^(?:refund|reimburse)\b|^(?:give|send|issue|make|create|process|trigger|do|start) .*\b(?:refund|money back|back the money)\b/i.test(
      clause,
    )
  )
    return undefined;
  if (/\be-?mail\b|⟨mail/i.test(clause)) return undefined;
  const money = readMoney(clause);
  const reason = reasons.find(([sign]) => sign.test(clause))?.[1];
  const amount: Step['params'] =
    money?.currency && money.amount >= 1 ? { amountCents: minorUnits(money) } : {};
  const params: Step['params'] = {
    paymentIntent: paymentOf(scope, reading),
    ...amount,
    ...(reason && { reason }),
  };
  return [{ id: reading.newId('refund'), type: 'stripe.refund', label: 'Refund the payment', params }];
};

export const readInvoice: ReadSteps = (clause, scope, reading) => {
  if (
    !/^(?:invoice|bill)\b|^(?:create|send|make|issue|write|draft|generate) (?:\w+ ){0,4}(?:an? |the )?(?:stripe )?(?:invoice|bill)\b/i.test(
      clause,
    ) ||
    nobody.test(clause)
  )
    return undefined;
  if (/\breminder|\bslack|\bdiscord|⟨mail/i.test(clause)) return undefined;
  const { about } = scope;
  const money = readMoney(clause.replaceAll(/\b(?:cus_\w+|(?:in|within) \d+ days?|\d+ days?)\b/gi, ''));
  const named = /\bcus_\w{4,}/.exec(clause)?.[0];
  const customer =
    named ??
    (about.noun === 'schedule'
      ? environment('STRIPE_CUSTOMER')
      : about.fields.customer
        ? part(about, 'customer')
        : about.only
          ? environment('STRIPE_CUSTOMER')
          : `{{${about.at}.customerId}}`);
  if (customer.startsWith('{{env'))
    reading.remark('Whom the invoice is for, the setting STRIPE_CUSTOMER says (cus_…).');
  if (!money)
    reading.remark('The sentence names no amount for the invoice: the setting INVOICE_AMOUNT_CENTS says it.');
  const days = Number(/\b(\d{1,3}) days?\b/i.exec(clause)?.[1] ?? 14);
  const purpose =
    /\bfor (?!cus_|\$|€|£|\d|the customer|customer|each|every)(?:the |a |an |their )?([a-z][a-z -]{2,60})$/i.exec(
      clause,
    )?.[1];
  const params = {
    customer,
    amountCents:
      money && money.amount > 0
        ? Math.min(Math.max(minorUnits(money), 1), 99_999_999)
        : environment('INVOICE_AMOUNT_CENTS'),
    currency: money?.currency ?? 'usd',
    description: purpose ? `${purpose[0]?.toUpperCase()}${purpose.slice(1)}` : 'Our services',
    daysUntilDue: Math.min(Math.max(days, 1), 365),
  };
  return [{ id: reading.newId('invoice'), type: 'stripe.invoice', label: 'Send an invoice', params }];
};

export const readCustomer: ReadSteps = (clause, scope, reading) => {
  const isCustomer = /\b(?:stripe )?customers?\b|\bone\b|\bstripe\b/i.test(clause);
  const creates =
    /^(?:create|make|add|register|set up)\b/i.test(clause) &&
    (/\bcustomers?\b/i.test(clause) || /^create one\b/i.test(clause));
  const finds =
    /^(?:look ?up|lookup|find|search|get|fetch|retrieve|load|check)\b/i.test(clause) &&
    /\bstripe\b/i.test(clause);
  if (
    !isCustomer ||
    !(creates || finds) ||
    /\b(?:dynamo|table|database|row|invoice|payment|charge)/i.test(clause)
  )
    return undefined;
  const id = reading.newId('customer');
  const byId =
    finds &&
    !/\be-?mail\b/i.test(clause) &&
    (scope.about.fields.customer !== undefined || scope.about.noun === 'dispute');
  const who: Step['params'] = byId
    ? { customerId: part(scope.about, 'customer') }
    : { email: customerEmail(scope, reading) };
  const named =
    creates &&
    (scope.about.only?.includes('name') ||
      (!scope.about.only && !scope.about.isStripes && scope.about.noun !== 'schedule'));
  const params: Step['params'] = {
    action: creates ? 'create' : byId ? 'get' : 'find',
    ...who,
    ...(named && { name: part(scope.about, 'name') }),
  };
  if (byId) scope.email = `{{${id}.email}}`;
  if (finds) scope.it = { noun: 'customer', table: 'customers', at: id, fields: {} };
  return [
    { id, type: 'stripe.customer', label: creates ? 'Create the customer' : 'Look up the customer', params },
  ];
};
