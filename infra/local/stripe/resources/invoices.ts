import { invalidRequest, StripeFailure } from '../errors.ts';
import { emit, emitUpdate } from '../events.ts';
import { listPage, pagination } from '../http/lists.ts';
import { existing, listRoute, type Resource, retrieveRoute } from '../http/resource.ts';
import { route } from '../http/route.ts';
import type { InvoiceOutcome } from '../invoices/attempt-invoice.ts';
import { markUncollectible, settleOutOfBand, voidInvoice } from '../invoices/settle-invoice.ts';
import { invoices, type StoredInvoice, SUBSCRIPTION_FIELD, subscriptionOf } from '../objects/invoice.ts';
import { invoiceLines } from '../objects/invoice-line.ts';
import { invoicePayments } from '../objects/invoice-payment.ts';
import { paymentIntents } from '../objects/payment-intent.ts';
import { subscriptions } from '../objects/subscription.ts';
import { choice, clearable, flag, notSimulated, text } from '../parameters/checks.ts';
import { mergedMetadata, metadata } from '../parameters/metadata.ts';
import { timeRange } from '../parameters/range.ts';
import { ownMethod } from '../payments/attach.ts';
import { equals, hasParent, isWithin } from '../store/conditions.ts';
import { collectInvoice, followPayment } from '../subscriptions/collect.ts';
import { finalizeAndFollow } from '../subscriptions/finalize-due.ts';
import { dropPendingUpdate, isPendingInvoice } from '../subscriptions/pending-update.ts';
import type { Scene } from '../world.ts';

const list = listRoute({
  path: '/v1/invoices',
  collection: invoices,
  filters: {
    created: timeRange(),
    customer: text(),
    status: choice(['draft', 'open', 'paid', 'uncollectible', 'void']),
    subscription: text(),
    ...notSimulated(['collection_method', 'customer_account', 'due_date']),
  },
  conditions: ({ created, customer, status, subscription }) => [
    ...isWithin('created', created),
    ...equals('customer', customer),
    ...equals('status', status),
    ...equals(SUBSCRIPTION_FIELD, subscription),
  ],
});

const listLines = route({
  method: 'GET',
  path: '/v1/invoices/:id/lines',
  parameters: pagination,
  handle({ scene, path: { id }, values: page }) {
    const url = `/v1/invoices/${existing(scene, invoices, id).id}/lines`;
    return listPage(scene, {
      collection: invoiceLines,
      url,
      conditions: [hasParent(id)],
      page,
      order: 'oldest first',
    });
  },
});

const update = route({
  method: 'POST',
  path: '/v1/invoices/:id',
  parameters: {
    auto_advance: flag(),
    default_payment_method: text(),
    description: clearable(text()),
    metadata: metadata(),
    ...notSimulated(['account_tax_ids', 'application_fee_amount', 'automatic_tax', 'custom_fields']),
    ...notSimulated(['automatically_finalizes_at', 'collection_method', 'days_until_due', 'due_date']),
    ...notSimulated(['default_source', 'default_tax_rates', 'discounts', 'effective_at', 'footer']),
    ...notSimulated(['issuer', 'number', 'on_behalf_of', 'payment_settings', 'rendering', 'shipping_cost']),
    ...notSimulated(['shipping_details', 'statement_descriptor', 'transfer_data']),
  },
  handle({ scene, path, values }) {
    const before = existing(scene, invoices, path.id);
    const { default_payment_method: id, ...plain } = values;
    const param = 'default_payment_method';
    const after = {
      ...before,
      ...plain,
      ...(id === undefined
        ? {}
        : { default_payment_method: ownMethod(scene, { id, customer: before.customer, param }).id }),
      metadata: mergedMetadata(before.metadata, values.metadata),
    };
    invoices.replace(scene.store, after);
    emitUpdate(scene, 'invoice.updated', { before, after });
    return after;
  },
});

const finalize = route({
  method: 'POST',
  path: '/v1/invoices/:id/finalize',
  parameters: { auto_advance: flag() },
  handle: ({ scene, path, values }) => {
    const draft = existing(scene, invoices, path.id);
    const auto_advance = values.auto_advance ?? draft.auto_advance;
    return finalizeAndFollow(scene, { ...draft, auto_advance: auto_advance ?? false }, payer(scene, draft));
  },
});

function payer(scene: Scene, invoice: StoredInvoice) {
  return subscriptions.find(scene.store, subscriptionOf(invoice) ?? '');
}

const pay = route({
  method: 'POST',
  path: '/v1/invoices/:id/pay',
  parameters: {
    off_session: flag(),
    paid_out_of_band: flag(),
    payment_method: text(),
    ...notSimulated(['forgive', 'mandate', 'source']),
  },
  handle({ scene, path, values }) {
    const invoice = payable(scene, path.id);
    if (invoice.status === 'paid') return invoice;
    const id = values.payment_method;
    if (values.paid_out_of_band) return paidElsewhere(scene, invoice);
    const param = 'payment_method';
    const method = id === undefined ? undefined : ownMethod(scene, { id, customer: invoice.customer, param });
    return answerOf(collectInvoice(scene, invoice, method ? { method } : {}));
  },
});

/** A draft is finalized on the way. */
function payable(scene: Scene, id: string): StoredInvoice {
  const invoice = existing(scene, invoices, id);
  if (invoice.status === 'paid')
    throw invalidRequest('Invoice is already paid', { code: 'invoice_already_paid' });
  if (invoice.status === 'void')
    throw invalidRequest('You cannot pay an invoice that is void.', { code: 'invoice_not_editable' });
  return invoice.status === 'draft' ? finalizeAndFollow(scene, invoice, payer(scene, invoice)) : invoice;
}

function paidElsewhere(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  const paid = settleOutOfBand(scene, invoice);
  const subscription = payer(scene, paid);
  if (subscription) followPayment(scene, subscription, { invoice: paid, method: null });
  return paid;
}

/** What has happened stays, though the answer is an error. */
function answerOf(result: InvoiceOutcome): StoredInvoice | StripeFailure {
  if (result.outcome === 'paid') return result.invoice;
  if (result.outcome === 'needs authentication') {
    return new StripeFailure(402, {
      type: 'card_error',
      code: 'invoice_payment_intent_requires_action',
      message: 'This payment requires additional user action before it can be completed successfully.',
      payment_intent: result.intent,
    });
  }
  const { code, declineCode, message, type } = result.failure;
  return new StripeFailure(type === 'card_error' ? 402 : 400, {
    type,
    code,
    ...(type === 'card_error' ? { decline_code: declineCode } : {}),
    message,
    payment_intent: result.intent,
  });
}

const voidRoute = route({
  method: 'POST',
  path: '/v1/invoices/:id/void',
  parameters: {},
  handle({ scene, path }) {
    const invoice = existing(scene, invoices, path.id);
    if (invoice.status === 'open' || invoice.status === 'uncollectible') return voided(scene, invoice);
    throw invalidRequest(
      `You can only pass in open or uncollectible invoices. This invoice is ${invoice.status}.`,
    );
  },
});

/** What a subscription would have become by its payment goes with it. */
function voided(scene: Scene, invoice: StoredInvoice): StoredInvoice {
  const subscription = payer(scene, invoice);
  if (!subscription || !isPendingInvoice(scene, subscription, invoice)) return voidInvoice(scene, invoice);
  dropPendingUpdate(scene, subscription);
  return existing(scene, invoices, invoice.id);
}

const uncollectible = route({
  method: 'POST',
  path: '/v1/invoices/:id/mark_uncollectible',
  parameters: {},
  handle({ scene, path }) {
    const invoice = existing(scene, invoices, path.id);
    if (invoice.status === 'open') return markUncollectible(scene, invoice);
    throw invalidRequest(`You can only pass in open invoices. This invoice is ${invoice.status}.`);
  },
});

const remove = route({
  method: 'DELETE',
  path: '/v1/invoices/:id',
  parameters: {},
  handle({ scene, path: { id } }) {
    const invoice = existing(scene, invoices, id);
    if (invoice.status !== 'draft' || subscriptionOf(invoice) !== null)
      throw invalidRequest('You can only delete draft invoices that no subscription made.');
    invoices.remove(scene.store, id);
    emit(scene, 'invoice.deleted', { object: invoice });
    return { id, object: 'invoice', deleted: true };
  },
});

function paymentsOf(scene: Scene, id: string) {
  const url = `/v1/invoice_payments?invoice=${id}`;
  return listPage(scene, { collection: invoicePayments, url, conditions: equals('invoice', id), page: {} });
}

/** Null while there is nothing to confirm. */
function confirmationSecret(scene: Scene, id: string) {
  const payment = invoicePayments.first(scene.store, equals('invoice', id));
  const intent = payment && paymentIntents.find(scene.store, payment.payment.payment_intent);
  return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
}

export const invoiceResource: Resource = {
  routes: [
    list,
    listLines,
    finalize,
    pay,
    voidRoute,
    uncollectible,
    remove,
    retrieveRoute('/v1/invoices/:id', invoices),
    update,
  ],
  includable: { 'invoice.payments': paymentsOf, 'invoice.confirmation_secret': confirmationSecret },
};
