import {
  compare,
  customer,
  discord,
  email,
  get,
  issues,
  ownWebhook,
  put,
  type Sentence,
  schedule,
  slack,
  stripe,
  webhook,
} from '../sentence.ts';

/** What starts a workflow: events of Stripe, schedules, webhooks, forms. */
export const startingSentences: readonly Sentence[] = [
  // The examples of the front page.
  {
    text: 'When a Stripe payment succeeds, save it to DynamoDB and email the customer a receipt',
    nodes: [stripe('payment_intent.succeeded'), put('payments'), email('{{trigger.receipt_email}}')],
  },
  {
    text: 'Every weekday at 9 fetch open GitHub issues and post a digest to a webhook',
    nodes: [schedule('0 9 * * 1-5'), get(issues), ['logic.transform'], ownWebhook],
  },
  {
    text: 'If an order is over $500, ask for approval, else ship',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>', '500'),
      ['logic.approval', { to: '{{env.APPROVER_EMAIL}}' }],
      ['http.request', { method: 'POST', url: '{{env.SHIPPING_URL}}' }],
    ],
    edges: ['0>1', '1.true>2', '2.approved>3', '1.false>3'],
  },

  // Short, and by the events of Stripe.
  {
    text: 'Email me when a payment fails',
    nodes: [stripe('payment_intent.payment_failed'), email('{{env.MY_EMAIL}}')],
  },
  { text: 'Slack me on refunds', nodes: [stripe('charge.refunded'), slack] },
  { text: 'new dispute → discord', nodes: [stripe('charge.dispute.created'), discord] },
  {
    text: 'When someone cancels their subscription, send them a survey by email',
    nodes: [stripe('customer.subscription.deleted'), customer, email('{{customer.email}}')],
  },
  {
    text: 'Once a checkout is completed, store the order in the orders table',
    nodes: [stripe('checkout.session.completed'), put('orders')],
  },
  {
    text: 'Notify the team in Slack whenever a new subscription starts',
    nodes: [stripe('customer.subscription.created'), slack],
  },
  {
    text: 'When an invoice is paid, email the customer a thank you note',
    nodes: [stripe('invoice.paid'), email('{{trigger.customer_email}}')],
  },
  {
    text: 'If an invoice payment fails, wait 3 days and then email the customer a reminder',
    nodes: [
      stripe('invoice.payment_failed'),
      ['logic.delay', { seconds: 259_200 }],
      email('{{trigger.customer_email}}'),
    ],
  },
  {
    text: 'After a customer is created in Stripe, send them a welcome email',
    nodes: [stripe('customer.created'), email('{{trigger.email}}')],
  },
  {
    text: 'When a trial is about to end, remind the customer by mail',
    nodes: [stripe('customer.subscription.trial_will_end'), customer, email('{{customer.email}}')],
  },
  {
    text: 'When a Stripe payment over $100 succeeds, post a message to Slack',
    nodes: [stripe('payment_intent.succeeded'), compare('{{trigger.amount_received}}', '>', '10000'), slack],
    edges: ['0>1', '1.true>2'],
  },
  {
    text: 'When a payment of at least €20 comes in, log it in the table big-payments',
    nodes: [
      stripe('payment_intent.succeeded'),
      compare('{{trigger.amount_received}}', '>=', '2000'),
      put('big-payments'),
    ],
    edges: ['0>1', '1.true>2'],
  },
  { text: 'On invoice.paid, post to Slack', nodes: [stripe('invoice.paid'), slack] },

  // Schedules.
  {
    text: 'Every 15 minutes check https://status.example.com/health and if the status is not 200 alert me on Slack',
    nodes: [
      schedule('*/15 * * * *'),
      get('https://status.example.com/health'),
      compare('{{fetch.status}}', '!=', '200'),
      slack,
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },
  {
    text: 'Every Monday at 8:30 am Berlin time, fetch https://api.example.com/sales and email it to sales@example.com',
    nodes: [
      schedule('30 8 * * 1', 'Europe/Berlin'),
      get('https://api.example.com/sales'),
      email('sales@example.com'),
    ],
  },
  {
    text: 'on mondays and thursdays at 17:30 berlin time post "Stand-up!" to discord',
    nodes: [
      schedule('30 17 * * 1,4', 'Europe/Berlin'),
      ['webhook.send', { shape: 'discord', message: 'Stand-up!' }],
    ],
  },
  {
    text: 'Daily at 9am ET, get https://api.example.com/orders and save them to table orders',
    nodes: [schedule('0 9 * * *', 'America/New_York'), get('https://api.example.com/orders'), put('orders')],
  },
  {
    text: 'On the first of the month create an invoice of $99 for customer cus_ABC123',
    nodes: [
      schedule('0 9 1 * *'),
      ['stripe.invoice', { customer: 'cus_ABC123', amountCents: 9_900, currency: 'usd' }],
    ],
  },
  {
    text: 'hourly GET https://example.com/ping',
    nodes: [schedule('0 * * * *'), get('https://example.com/ping')],
  },
  {
    text: 'Send a POST request to https://example.com/rebuild every night at midnight',
    nodes: [schedule('0 0 * * *'), ['http.request', { method: 'POST', url: 'https://example.com/rebuild' }]],
  },
  {
    text: 'Run at "0 6 * * 1-5" in Asia/Tokyo: fetch https://api.example.com/rates and post it to Slack',
    nodes: [schedule('0 6 * * 1-5', 'Asia/Tokyo'), get('https://api.example.com/rates'), slack],
  },
  {
    text: 'Every weekend at noon email the team "Have a good one"',
    nodes: [schedule('0 12 * * 0,6'), ['email.send', { to: '{{env.TEAM_EMAIL}}', body: 'Have a good one' }]],
  },
  {
    text: 'Remind me by email every Friday at 4pm London time to send the timesheet',
    nodes: [schedule('0 16 * * 5', 'Europe/London'), email('{{env.MY_EMAIL}}')],
  },
  {
    text: 'Every two hours query the table jobs and send the result to a webhook',
    nodes: [schedule('0 */2 * * *'), ['dynamodb.query', { table: 'jobs' }], ownWebhook],
  },
  {
    text: 'Each morning at 7 summarize the Hacker News front page with AI and mail it to me',
    nodes: [
      schedule('0 7 * * *'),
      get('https://hn.algolia.com/api/v1/search?tags=front_page'),
      ['ai.prompt'],
      ['email.send', { to: '{{env.MY_EMAIL}}', body: '{{summarize.text}}' }],
    ],
  },
  {
    text: 'Tell me the weather in Berlin every day at 7:15 by email',
    nodes: [
      schedule('15 7 * * *'),
      get(
        'https://api.open-meteo.com/v1/forecast?latitude=52.52&longitude=13.41&daily=temperature_2m_max,temperature_2m_min,precipitation_sum&timezone=auto&forecast_days=1',
      ),
      email('{{env.MY_EMAIL}}'),
    ],
  },
  {
    text: 'Every 30 minutes fetch https://api.example.com/price; when the price drops below 50, email deals@example.com',
    nodes: [
      schedule('*/30 * * * *'),
      get('https://api.example.com/price'),
      compare('{{fetch.body.price}}', '<', '50'),
      email('deals@example.com'),
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },

  // Webhooks and forms.
  {
    text: 'When a webhook is called, save the body to DynamoDB table events',
    nodes: [['trigger.webhook'], put('events')],
  },
  {
    text: 'When an order comes in, post it to Slack and save it',
    nodes: [webhook('/orders'), slack, put('orders')],
  },
  {
    text: 'When a contact form is submitted, create a Stripe customer and email them "Thanks for writing"',
    nodes: [
      ['trigger.form'],
      ['stripe.customer', { action: 'create', email: '{{trigger.email}}' }],
      ['email.send', { to: '{{trigger.email}}', body: 'Thanks for writing' }],
    ],
  },
  {
    text: 'A form with name, email and message: store it in the table inquiries and forward it to info@example.com',
    nodes: [['trigger.form'], put('inquiries'), email('info@example.com')],
  },
  {
    text: 'When a POST arrives at /leads, call https://crm.example.com/api/leads with it',
    nodes: [
      webhook('/leads'),
      ['http.request', { method: 'POST', url: 'https://crm.example.com/api/leads' }],
    ],
  },
  {
    text: 'For each item in the order, save it to the table items',
    nodes: [
      webhook('/orders'),
      ['logic.forEach', { items: '{{trigger.items}}' }],
      ['dynamodb.put', { table: 'items', item: { id: '{{each.item.id}}', data: '{{each.item}}' } }],
    ],
    edges: ['0>1', '1.item>2'],
  },
  {
    text: 'When a support ticket comes in, classify it with AI and if it is urgent, message the team on Slack, otherwise save it to the table tickets',
    nodes: [
      webhook('/tickets'),
      ['ai.prompt'],
      compare('{{classify.text}}', 'contains', 'urgent'),
      slack,
      put('tickets'),
    ],
    edges: ['0>1', '1>2', '2.true>3', '2.false>4'],
  },
];
