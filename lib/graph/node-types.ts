import type { NodeType } from './node-type.ts';
import { aiPrompt } from './nodes/ai-prompt.ts';
import { dynamodbGet } from './nodes/dynamodb-get.ts';
import { dynamodbPut } from './nodes/dynamodb-put.ts';
import { dynamodbQuery } from './nodes/dynamodb-query.ts';
import { emailSend } from './nodes/email-send.ts';
import { httpRequest } from './nodes/http-request.ts';
import { logicApproval } from './nodes/logic-approval.ts';
import { logicCondition } from './nodes/logic-condition.ts';
import { logicDelay } from './nodes/logic-delay.ts';
import { logicForEach } from './nodes/logic-for-each.ts';
import { logicSwitch } from './nodes/logic-switch.ts';
import { logicTransform } from './nodes/logic-transform.ts';
import { stripeCustomer } from './nodes/stripe-customer.ts';
import { stripeInvoice } from './nodes/stripe-invoice.ts';
import { stripeRefund } from './nodes/stripe-refund.ts';
import { triggerForm } from './nodes/trigger-form.ts';
import { triggerSchedule } from './nodes/trigger-schedule.ts';
import { triggerStripe } from './nodes/trigger-stripe.ts';
import { triggerWebhook } from './nodes/trigger-webhook.ts';
import { webhookSend } from './nodes/webhook-send.ts';

/** Every kind of node, in the order of the palette. */
export const nodeTypes: readonly NodeType[] = [
  triggerWebhook,
  triggerSchedule,
  triggerForm,
  triggerStripe,
  httpRequest,
  stripeCustomer,
  stripeRefund,
  stripeInvoice,
  emailSend,
  dynamodbPut,
  dynamodbGet,
  dynamodbQuery,
  webhookSend,
  aiPrompt,
  logicCondition,
  logicSwitch,
  logicForEach,
  logicDelay,
  logicTransform,
  logicApproval,
];

const byName = new Map(nodeTypes.map((nodeType) => [nodeType.type, nodeType]));

export function nodeTypeOf(type: string): NodeType | undefined {
  return byName.get(type);
}
