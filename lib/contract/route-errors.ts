import type { ErrorCode } from './errors.ts';
import type { OperationId } from './routes.ts';

const atStripe = ['stripe_disabled', 'payments_not_set_up', 'upstream_failed'] as const;
const checkout = [...atStripe, 'invalid_redirect_url', 'rate_limited'] as const;
/** What a service wants is looked at by its handler. */
const valuesByService = ['missing_field', 'invalid_field'] as const;

/**
 * The errors that a route alone can answer with. What follows from its declaration (who calls, what is sent, keys,
 * plans) is not repeated here: `lib/reference/error-codes.ts` adds it. Tests fail on an answer that neither names.
 */
export const routeErrors: Partial<Record<OperationId, readonly ErrorCode[]>> = {
  linkIdentity: ['rate_limited', 'upstream_failed'],
  updateProfile: ['not_found'],
  unlinkIdentity: ['last_identity'],
  getPreferences: ['not_found'],
  updatePreferences: ['not_found'],
  exportAccount: ['invalid_cursor'],
  putCredential: ['too_many_credentials', 'rate_limited', ...valuesByService],
  validateCredential: ['rate_limited', ...valuesByService],
  createKey: ['too_many_keys', 'not_found', 'rate_limited'],
  revealKey: ['already_revealed'],
  rollKey: ['already_revealed'],
  getWidget: ['not_found'],
  updateWidget: ['not_found'],
  getWidgetConfig: ['not_found', 'origin_not_allowed', 'rate_limited'],
  getPaymentConfig: atStripe,
  createOneTimePayment: checkout,
  createCheckoutSession: [...checkout, 'subscription_exists'],
  createSubscription: [...atStripe, 'subscription_exists', 'rate_limited'],
  changePlan: [...atStripe, 'not_found', 'plan_change_refused'],
  cancelSubscription: [...atStripe, 'not_found'],
  resumeSubscription: [...atStripe, 'not_found', 'plan_change_refused'],
  openPortal: [...atStripe, 'not_found'],
  listInvoices: [...atStripe, 'invalid_cursor'],
  listLedger: ['invalid_cursor'],
  listPayments: ['invalid_cursor'],
  spendCredits: ['insufficient_credits'],
  holdCredits: ['insufficient_credits'],
  settleHold: ['hold_closed'],
  releaseHold: ['hold_closed'],
  listWorkflows: ['invalid_cursor'],
  createWorkflow: ['too_many_workflows', 'plan_required'],
  generateWorkflow: [
    'insufficient_credits',
    'not_a_workflow',
    'rate_limited',
    'upstream_failed',
    'too_many_workflows',
    'plan_required',
  ],
  updateWorkflow: ['version_conflict'],
  exportWorkflow: ['insufficient_credits', 'invalid_graph', 'rate_limited'],
  lookAtUser: ['invalid_cursor'],
  adjustCredits: ['not_enough_available'],
  listEvents: ['invalid_cursor'],
  redriveEvent: ['event_gone', ...atStripe],
  redriveEvents: ['invalid_cursor', ...atStripe],
  countMetrics: ['too_much_to_count', ...atStripe],
  listAudit: ['invalid_cursor'],
  receiveStripeEvent: ['invalid_signature', 'invalid_payload', 'stripe_disabled', 'payments_not_set_up'],
};
