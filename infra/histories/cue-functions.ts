import { createHandler as billing } from '../../functions/http/billing.ts';
import { createHandler as payments } from '../../functions/http/payments.ts';
import { createHandler as stripeWebhook } from '../../functions/http/stripe-webhook.ts';
import { createHandler as grantCredits } from '../../functions/queues/grant-credits.ts';
import { createHandler as provisionAccount } from '../../functions/queues/provision-account.ts';
import { createHandler as recordEvent } from '../../functions/queues/record-event.ts';
import { createHandler as sendEmail } from '../../functions/queues/send-email.ts';
import { createHandler as syncSubscription } from '../../functions/queues/sync-subscription.ts';
import { createHandler as grantMonths } from '../../functions/schedules/grant-months.ts';
import { createHandler as reconcile } from '../../functions/schedules/reconcile-stripe.ts';
import { createHandler as releaseHolds } from '../../functions/schedules/release-holds.ts';
import { createHandler as sendDueEmails } from '../../functions/schedules/send-due-emails.ts';
import type { Outside } from '../../lib/platform/outside.ts';
import { playedHosts } from './carrier.ts';
import type { Prices } from './offer.ts';

export const webhookSecret = 'whsec_history';
export const site = 'http://localhost:5000';

export interface Addresses {
  tableName: string;
  table: string;
  stripe: string;
  prices: Prices;
}

/** Settings as a deployment has them; bus, queues and mail lead into the carrier. */
export const environmentFor = ({ tableName, table, stripe, prices }: Addresses) => ({
  STAGE: 'dev',
  LOG_LEVEL: 'SILENT',
  TABLE_NAME: tableName,
  DYNAMODB_ENDPOINT: table,
  BUS_NAME: 'cue-dev',
  EVENTBRIDGE_ENDPOINT: `http://${playedHosts.bus}`,
  SQS_ENDPOINT: `http://${playedHosts.queue}`,
  QUEUE_URL: `http://${playedHosts.queue}/000000000000/queue`,
  SES_ENDPOINT: `http://${playedHosts.mail}`,
  EMAIL_FROM: 'Cue <billing@cue.example>',
  FRONTEND_URL: site,
  SESSION_SECRET_KEY: 'a secret of at least thirty-two characters',
  IDENTITY_HASH_KEY: 'another secret of at least thirty-two characters',
  // Requests wait by the real clock, which stands still here.
  CHECKOUTS_PER_MINUTE: '1000',
  STRIPE_SECRET_KEY: 'sk_test_history',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_history',
  STRIPE_API_URL: stripe,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_PRICE_ID_CORE: prices.CORE,
  STRIPE_PRICE_ID_PRO: prices.PRO,
  STRIPE_PRICE_ID_PRO_YEARLY: prices['PRO by the year'],
  STRIPE_PRICE_ID_STUDIO: prices.STUDIO,
});

/** The functions as they ship. */
export const cueFunctions = (outside: Outside) => ({
  payments: payments(outside),
  billing: billing(outside),
  webhook: stripeWebhook(outside),
  reconcile: reconcile(outside),
  grantMonths: grantMonths(outside),
  releaseHolds: releaseHolds(outside),
  sendDueEmails: sendDueEmails(outside),
  consumers: {
    'record-event': recordEvent(outside),
    'grant-credits': grantCredits(outside),
    'sync-subscription': syncSubscription(outside),
    'provision-account': provisionAccount(outside),
    'send-email': sendEmail(outside),
  },
});

export type CueFunctions = ReturnType<typeof cueFunctions>;
