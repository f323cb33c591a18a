import type { Program } from '../program.ts';
import { providersOf, servicesUsedBy } from '../used-services.ts';
import type { ServicePiece } from './piece.ts';
import { askApproval } from './services/ask-approval.ts';
import { httpRequest } from './services/http-request.ts';
import { promptModel } from './services/prompt-model.ts';
import { sendEmail } from './services/send-email.ts';
import { sendWebhook } from './services/send-webhook.ts';
import { stripeCustomer } from './services/stripe-customer.ts';
import { stripeInvoice } from './services/stripe-invoice.ts';
import { stripeRefund } from './services/stripe-refund.ts';
import { getItem, putItem, queryItems } from './services/tables.ts';
import { wait } from './services/wait.ts';

/** The methods that a program needs, in the order in which it uses them. */
export function servicesOf(program: Program): ServicePiece[] {
  const all: Readonly<Record<string, ServicePiece>> = {
    httpRequest,
    stripeCustomer,
    stripeRefund,
    stripeInvoice,
    sendEmail: sendEmail(providersOf(program, 'sendEmail')),
    putItem,
    getItem,
    queryItems,
    sendWebhook,
    promptModel,
    wait,
    askApproval: askApproval(providersOf(program, 'askApproval')),
  };
  return servicesUsedBy(program).map((name) => {
    const service = all[name];
    if (!service) throw new Error(`There is no service ${name}`);
    return service;
  });
}
