import { contactForm } from './templates/contact-form.ts';
import { failedPayments } from './templates/failed-payments.ts';
import { feedbackSummary } from './templates/feedback-summary.ts';
import { githubDigest } from './templates/github-digest.ts';
import { largeOrders } from './templates/large-orders.ts';
import { monthlyInvoices } from './templates/monthly-invoices.ts';
import { refundRequests } from './templates/refund-requests.ts';
import { stripeReceipt } from './templates/stripe-receipt.ts';
import type { Template } from './templates/template.ts';
import { unpaidOrders } from './templates/unpaid-orders.ts';
import { uptime } from './templates/uptime.ts';
import { welcomeMails } from './templates/welcome-mails.ts';

/** The gallery, in its order. */
export const templates: readonly Template[] = [
  stripeReceipt,
  githubDigest,
  largeOrders,
  failedPayments,
  contactForm,
  unpaidOrders,
  refundRequests,
  uptime,
  monthlyInvoices,
  feedbackSummary,
  welcomeMails,
];
