import { compare, email, get, put, type Sentence, schedule, slack, stripe, webhook } from '../sentence.ts';

/** Conditions, loops, delays, approvals, look-ups. */
export const logicalSentences: readonly Sentence[] = [
  // Conditions.
  {
    text: 'When an order arrives: if the total is at least 1000, email boss@example.com; otherwise, email sales@example.com. Then save it to orders.',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>=', '1000'),
      email('boss@example.com'),
      email('sales@example.com'),
      put('orders'),
    ],
    edges: ['0>1', '1.true>2', '1.false>3', '2>4', '3>4'],
  },
  {
    text: 'Ask for approval if the order is above 200 euros, then ship it',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>', '200'),
      ['logic.approval', { to: '{{env.APPROVER_EMAIL}}' }],
      ['http.request', { method: 'POST', url: '{{env.SHIPPING_URL}}' }],
    ],
    edges: ['0>1', '1.true>2', '2.approved>3', '1.false>3'],
  },
  {
    text: "When a lead comes in, if the email contains 'gmail' save it to table private-leads else save it to table business-leads",
    nodes: [
      webhook('/leads'),
      compare('{{trigger.email}}', 'contains', 'gmail'),
      put('private-leads'),
      put('business-leads'),
    ],
    edges: ['0>1', '1.true>2', '1.false>3'],
  },
  {
    text: 'Unless the order is under $50, notify sales@example.com',
    nodes: [webhook('/orders'), compare('{{trigger.total}}', '>=', '50'), email('sales@example.com')],
    edges: ['0>1', '1.true>2'],
  },
  {
    text: 'When a payment succeeds, email the customer a receipt, and if it is over $1,000 also tell me on Slack',
    nodes: [
      stripe('payment_intent.succeeded'),
      email('{{trigger.receipt_email}}'),
      compare('{{trigger.amount_received}}', '>', '100000'),
      slack,
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },
  {
    text: 'Depending on the country: for DE email germany@example.com, for FR email france@example.com, otherwise email world@example.com',
    nodes: [
      ['trigger.webhook'],
      ['logic.switch', { value: '{{trigger.country}}', cases: ['DE', 'FR'] }],
      email('germany@example.com'),
      email('france@example.com'),
      email('world@example.com'),
    ],
    edges: ['0>1', '1.case-1>2', '1.case-2>3', '1.default>4'],
  },
  {
    text: 'If the order is over $500 email vip@example.com, if it is over $100 email sales@example.com, otherwise save it',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>', '500'),
      email('vip@example.com'),
      compare('{{trigger.total}}', '>', '100'),
      email('sales@example.com'),
      put('orders'),
    ],
    edges: ['0>1', '1.true>2', '1.false>3', '3.true>4', '3.false>5'],
  },
  {
    text: 'When a user signs up and the plan equals "pro", create a Stripe customer',
    nodes: [
      webhook('/signups'),
      compare('{{trigger.plan}}', '==', 'pro'),
      ['stripe.customer', { action: 'create', email: '{{trigger.email}}' }],
    ],
    edges: ['0>1', '1.true>2'],
  },
  {
    text: 'If an order has a coupon, save it to table coupons',
    nodes: [
      webhook('/orders'),
      ['logic.condition', { left: '{{trigger.coupon}}', op: 'exists' }],
      put('coupons'),
    ],
    edges: ['0>1', '1.true>2'],
  },

  // Loops, delays, approvals, look-ups.
  {
    text: 'Every day at 6pm fetch https://api.example.com/unpaid, and for each invoice email the customer a reminder',
    nodes: [
      schedule('0 18 * * *'),
      get('https://api.example.com/unpaid'),
      ['logic.forEach', { items: '{{fetch.body}}' }],
      email('{{each.item.email}}'),
    ],
    edges: ['0>1', '1>2', '2.item>3'],
  },
  {
    text: 'Every hour get open issues from github.com/acme/shop and post each one to Slack',
    nodes: [
      schedule('0 * * * *'),
      get('https://api.github.com/search/issues?q=repo:acme/shop+is:issue+is:open&per_page=100'),
      ['logic.forEach', { items: '{{fetch.body.items}}' }],
      slack,
    ],
    edges: ['0>1', '1>2', '2.item>3'],
  },
  {
    text: 'When a user signs up, send a welcome email, wait 2 days, then send a follow-up email',
    nodes: [
      webhook('/signups'),
      email('{{trigger.email}}'),
      ['logic.delay', { seconds: 172_800 }],
      email('{{trigger.email}}'),
    ],
  },
  {
    text: 'Two hours after a user signs up, email them a tour',
    nodes: [webhook('/signups'), ['logic.delay', { seconds: 7_200 }], email('{{trigger.email}}')],
  },
  {
    text: 'When a refund request form is submitted, ask manager@example.com for approval, and if approved refund the payment, otherwise email the customer that it was declined',
    nodes: [
      ['trigger.form'],
      ['logic.approval', { to: 'manager@example.com' }],
      ['stripe.refund', { paymentIntent: '{{trigger.paymentIntent}}' }],
      email('{{trigger.email}}'),
    ],
    edges: ['0>1', '1.approved>2', '1.declined>3'],
  },
  {
    text: 'When an order is placed, look up the customer in the customers table and email them a confirmation',
    nodes: [webhook('/orders'), ['dynamodb.get', { table: 'customers' }], email('{{find.email}}')],
  },
  {
    text: 'When a dispute is opened, refund the payment and invoice nobody',
    nodes: [
      stripe('charge.dispute.created'),
      ['stripe.refund', { paymentIntent: '{{trigger.payment_intent}}' }],
    ],
  },
  {
    text: 'If an order is cancelled, refund $20 to the customer',
    nodes: [
      webhook('/orders'),
      ['stripe.refund', { paymentIntent: '{{trigger.paymentIntent}}', amountCents: 2_000 }],
    ],
  },
  {
    text: 'When a lead form is sent, look up the Stripe customer by email and, if there is none, create one',
    nodes: [
      ['trigger.form'],
      ['stripe.customer', { action: 'find', email: '{{trigger.email}}' }],
      ['logic.condition', { left: '{{customer.id}}', op: 'exists' }],
      ['stripe.customer', { action: 'create', email: '{{trigger.email}}' }],
    ],
    edges: ['0>1', '1>2', '2.false>3'],
  },
];
