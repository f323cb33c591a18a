import type { Sentence } from './sentence.ts';

/** Written before the generator and never tuned for: their score tells what people whom we do not know will get. */
export const heldOutSentences: readonly Sentence[] = [
  {
    text: 'As soon as someone fills out the contact form, forward it to support@acme.io and store it in the leads table.',
    nodes: [
      ['trigger.form'],
      ['email.send', { to: 'support@acme.io' }],
      ['dynamodb.put', { table: 'leads' }],
    ],
  },
  {
    text: 'Every Friday at 4pm New York time, call https://api.acme.io/report and send the result to our Discord.',
    nodes: [
      ['trigger.schedule', { cron: '0 16 * * 5', timezone: 'America/New_York' }],
      ['http.request', { method: 'GET', url: 'https://api.acme.io/report' }],
      ['webhook.send', { shape: 'discord' }],
    ],
  },
  {
    text: 'whenever an invoice isnt paid, ping the finance team on slack',
    nodes: [
      ['trigger.stripe', { event: 'invoice.payment_failed' }],
      ['webhook.send', { shape: 'slack' }],
    ],
  },
  {
    text: 'Customers whose subscription was cancelled should get a goodbye email three days later.',
    nodes: [
      ['trigger.stripe', { event: 'customer.subscription.deleted' }],
      ['logic.delay', { seconds: 259_200 }],
      ['stripe.customer', { action: 'get', customerId: '{{trigger.customer}}' }],
      ['email.send', { to: '{{customer.email}}' }],
    ],
  },
  {
    text: 'Fetch https://api.example.com/stock hourly. When stock is below 10, email purchasing@example.com.',
    nodes: [
      ['trigger.schedule', { cron: '0 * * * *' }],
      ['http.request', { method: 'GET', url: 'https://api.example.com/stock' }],
      ['logic.condition', { left: '{{fetch.body.stock}}', op: '<', right: '10' }],
      ['email.send', { to: 'purchasing@example.com' }],
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },
  {
    text: 'Could you build something that refunds the customer and tells me by mail if a dispute is opened?',
    nodes: [
      ['trigger.stripe', { event: 'charge.dispute.created' }],
      ['stripe.refund', { paymentIntent: '{{trigger.payment_intent}}' }],
      ['email.send', { to: '{{env.MY_EMAIL}}' }],
    ],
  },
  {
    text: 'For every row returned by https://api.acme.io/users, send a post request to https://crm.acme.io/contacts.',
    nodes: [
      ['trigger.webhook'],
      ['http.request', { method: 'GET', url: 'https://api.acme.io/users' }],
      ['logic.forEach', { items: '{{fetch.body}}' }],
      ['http.request', { method: 'POST', url: 'https://crm.acme.io/contacts' }],
    ],
    edges: ['0>1', '1>2', '2.item>3'],
  },
  {
    text: 'Depending on the plan: for pro, email vip@acme.io; for basic, email help@acme.io; otherwise do nothing.',
    nodes: [
      ['trigger.webhook'],
      ['logic.switch', { value: '{{trigger.plan}}', cases: ['pro', 'basic'] }],
      ['email.send', { to: 'vip@acme.io' }],
      ['email.send', { to: 'help@acme.io' }],
    ],
    edges: ['0>1', '1.case-1>2', '1.case-2>3'],
  },
  {
    text: 'New Stripe customer → create a row in table customers, then greet them by e-mail',
    nodes: [
      ['trigger.stripe', { event: 'customer.created' }],
      ['dynamodb.put', { table: 'customers' }],
      ['email.send', { to: '{{trigger.email}}' }],
    ],
  },
  {
    text: 'At 8:30 on the first day of each month, query the subscriptions table and post a summary to Slack',
    nodes: [
      ['trigger.schedule', { cron: '30 8 1 * *', timezone: 'UTC' }],
      ['dynamodb.query', { table: 'subscriptions' }],
      ['logic.transform'],
      ['webhook.send', { shape: 'slack' }],
    ],
  },
  {
    text: "Charge disputes: get the customer's details from Stripe, let legal@acme.io approve, and only then refund",
    nodes: [
      ['trigger.stripe', { event: 'charge.dispute.created' }],
      ['stripe.customer', { action: 'get' }],
      ['logic.approval', { to: 'legal@acme.io' }],
      ['stripe.refund', { paymentIntent: '{{trigger.payment_intent}}' }],
    ],
    edges: ['0>1', '1>2', '2.approved>3'],
  },
  {
    text: "I wandered lonely as a cloud that floats on high o'er vales and hills",
    nodes: [],
  },
  {
    text: 'Order placed? If the total is under 20 dollars reject it by mail, otherwise keep it in dynamo.',
    nodes: [
      ['trigger.webhook', { path: '/orders' }],
      ['logic.condition', { left: '{{trigger.total}}', op: '<', right: '20' }],
      ['email.send'],
      ['dynamodb.put', { table: 'orders' }],
    ],
    edges: ['0>1', '1.true>2', '1.false>3'],
  },
  {
    text: "When our signup form is submitted with a gmail address, don't do anything; otherwise create a Stripe customer.",
    nodes: [
      ['trigger.form'],
      ['logic.condition', { left: '{{trigger.email}}', op: 'contains', right: 'gmail' }],
      ['stripe.customer', { action: 'create', email: '{{trigger.email}}' }],
    ],
    edges: ['0>1', '1.false>2'],
  },
  {
    text: 'how much is the fish',
    nodes: [],
  },
  {
    text: 'Translate every new support ticket to English with AI and post it into our Slack channel',
    nodes: [
      ['trigger.webhook', { path: '/tickets' }],
      ['ai.prompt'],
      ['webhook.send', { shape: 'slack', message: '{{translate.text}}' }],
    ],
  },
];
