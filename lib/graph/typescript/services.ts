import type { Expression } from '../expression.ts';
import type { Program } from '../program.ts';
import { providersOf, servicesUsedBy } from '../used-services.ts';
import type { ServicePiece } from './piece.ts';
import { askApproval } from './services/approval.ts';
import { getItem, putItem, queryItems } from './services/dynamodb.ts';
import { sendEmail } from './services/email.ts';
import { httpRequest } from './services/http-request.ts';
import { promptModel } from './services/prompt.ts';
import { stripeCustomer, stripeInvoice, stripeRefund } from './services/stripe.ts';
import { wait } from './services/wait.ts';
import { sendWebhook } from './services/webhook.ts';

const independent = [
  httpRequest,
  stripeCustomer,
  stripeRefund,
  stripeInvoice,
  putItem,
  getItem,
  queryItems,
  sendWebhook,
  promptModel,
  wait,
];

/** The services that a program uses, in the order in which they are used. */
export function servicesOf(program: Program): ServicePiece[] {
  const all = [
    ...independent,
    sendEmail(providersOf(program, 'sendEmail')),
    askApproval(providersOf(program, 'askApproval')),
  ];
  return servicesUsedBy(program).map((name) => {
    const found = all.find(({ service }) => service === name);
    if (!found) throw new Error(`There is no service ${name}`);
    return found;
  });
}

/** Whether a call goes without an argument: it says nothing, and the service does not need it. */
export function isLeftOut(service: string, name: string, value: Expression): boolean {
  const fields = independent.find((piece) => piece.service === service)?.fields ?? [];
  return value.kind === 'literal' && value.value === null && fields.includes(`${name}?: Json`);
}
