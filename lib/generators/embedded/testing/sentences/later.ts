import {
  compare,
  customer,
  discord,
  email,
  get,
  put,
  type Sentence,
  schedule,
  slack,
  stripe,
  webhook,
} from '../sentence.ts';

const refund = ['stripe.refund', { paymentIntent: '{{trigger.paymentIntent}}' }] as const;
const ship = ['http.request', { method: 'POST', url: '{{env.SHIPPING_URL}}' }] as const;

/** Read wrongly when they were first said; each stands for a rule that was missing. */
export const laterSentences: readonly Sentence[] = [
  {
    text: "If a customer's subscription payment fails, email them right away and then again after 2 days",
    nodes: [
      stripe('invoice.payment_failed'),
      email('{{trigger.customer_email}}'),
      ['logic.delay', { seconds: 172_800 }],
      email('{{trigger.customer_email}}'),
    ],
  },
  {
    text: 'After a customer buys something, wait one week and ask them for a review',
    nodes: [webhook('/customers'), ['logic.delay', { seconds: 604_800 }], email('{{trigger.email}}')],
  },
  {
    text: 'When a new user signs up ask them how they found us',
    nodes: [
      webhook('/signups'),
      ['email.send', { to: '{{trigger.email}}', body: 'Please tell us how you found us.' }],
    ],
  },
  {
    text: 'When someone pays, ask the warehouse to pack it',
    nodes: [
      stripe('payment_intent.succeeded'),
      ['email.send', { to: '{{env.WAREHOUSE_EMAIL}}', body: 'Please pack it.' }],
    ],
  },
  {
    text: 'When a new employee joins, wait 1 day, send them the handbook, and after a week ask how it goes',
    nodes: [
      webhook('/signups'),
      ['logic.delay', { seconds: 86_400 }],
      email('{{trigger.email}}'),
      ['logic.delay', { seconds: 604_800 }],
      email('{{trigger.email}}'),
    ],
  },
  {
    text: 'When a support ticket arrives, classify it with AI as urgent or normal; if urgent, page me on Slack, else save it to the tickets table',
    nodes: [
      webhook('/tickets'),
      ['ai.prompt'],
      compare('{{classify.text}}', 'contains', 'urgent'),
      slack,
      put('tickets'),
    ],
    edges: ['0>1', '1>2', '2.true>3', '2.false>4'],
  },
  {
    text: 'Look up the customer in Stripe when a refund is requested, then ask my manager to approve it before refunding',
    nodes: [
      webhook('/refunds'),
      ['stripe.customer', { action: 'find', email: '{{trigger.email}}' }],
      ['logic.approval', { to: '{{env.MANAGER_EMAIL}}' }],
      refund,
    ],
    edges: ['0>1', '1>2', '2.approved>3'],
  },
  {
    text: 'every 10 minutes get https://api.example.com/jobs and for each job with status failed send a slack message',
    nodes: [
      schedule('*/10 * * * *'),
      get('https://api.example.com/jobs'),
      ['logic.forEach', { items: '{{fetch.body}}' }],
      compare('{{each.item.status}}', '==', 'failed'),
      slack,
    ],
    edges: ['0>1', '1>2', '2.item>3', '3.true>4'],
  },
  {
    text: 'Every Monday at 9 look up open invoices in the table invoices and for each one over 100 ask finance for approval, then email the customer a reminder',
    nodes: [
      schedule('0 9 * * 1'),
      ['dynamodb.query', { table: 'invoices', keyName: 'status', keyValue: 'open' }],
      ['logic.forEach', { items: '{{find.items}}' }],
      compare('{{each.item.total}}', '>', '100'),
      ['logic.approval', { to: '{{env.FINANCE_EMAIL}}' }],
      email('{{each.item.email}}'),
    ],
    edges: ['0>1', '1>2', '2.item>3', '3.true>4', '4.approved>5'],
  },
  {
    text: 'At midnight on weekdays, query the orders table for status pending and email each customer a reminder',
    nodes: [
      schedule('0 0 * * 1-5'),
      ['dynamodb.query', { table: 'orders', keyName: 'status', keyValue: 'pending' }],
      ['logic.forEach', { items: '{{find.items}}' }],
      email('{{each.item.email}}'),
    ],
    edges: ['0>1', '1>2', '2.item>3'],
  },
  {
    text: 'When a form with name, company and e-mail is filled in, have legal approve it, then save it in contracts and mail the sender',
    nodes: [
      [
        'trigger.form',
        {
          fields: [
            { name: 'name', label: 'Name', type: 'text', required: true },
            { name: 'company', label: 'Company', type: 'text', required: true },
            { name: 'email', label: 'E-mail', type: 'email', required: true },
          ],
        },
      ],
      ['logic.approval', { to: '{{env.LEGAL_EMAIL}}' }],
      put('contracts'),
      email('{{trigger.email}}'),
    ],
    edges: ['0>1', '1.approved>2', '2>3'],
  },
  {
    text: 'When an order is placed over $500, ask fraud@example.com for approval; if declined, refund and email the customer; if approved, ship it',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>', '500'),
      ['logic.approval', { to: 'fraud@example.com' }],
      ship,
      refund,
      email('{{trigger.email}}'),
    ],
    edges: ['0>1', '1.true>2', '2.approved>3', '2.declined>4', '4>5'],
  },
  {
    text: 'If the status of an order is paid ship it, if it is cancelled refund it',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.status}}', '==', 'paid'),
      ship,
      compare('{{trigger.status}}', '==', 'cancelled'),
      refund,
    ],
    edges: ['0>1', '1.true>2', '1.false>3', '3.true>4'],
  },
  {
    text: 'When a Stripe payment succeeds, look up the customer at Stripe, if the amount is over $100 post to Slack, otherwise email the customer a receipt',
    nodes: [
      stripe('payment_intent.succeeded'),
      customer,
      compare('{{trigger.amount_received}}', '>', '10000'),
      slack,
      email('{{customer.email}}'),
    ],
    edges: ['0>1', '1>2', '2.true>3', '2.false>4'],
  },
  {
    text: 'Charge failed? Tell the customer and our billing team.',
    nodes: [
      stripe('payment_intent.payment_failed'),
      email('{{trigger.receipt_email}}'),
      email('{{env.BILLING_EMAIL}}'),
    ],
  },
  {
    text: 'Send every failed payment to discord and to finance@acme.com',
    nodes: [stripe('payment_intent.payment_failed'), discord, email('finance@acme.com')],
  },
  {
    text: 'When payment of an invoice is 3 days late, remind the client',
    nodes: [stripe('invoice.payment_failed'), email('{{trigger.customer_email}}')],
  },
  {
    text: 'Each evening check the price of bitcoin and if it is above 100000 send me an email',
    nodes: [
      schedule('0 18 * * *'),
      get('https://api.coinbase.com/v2/prices/BTC-USD/spot'),
      compare('{{fetch.body.data.amount}}', '>', '100000'),
      email('{{env.MY_EMAIL}}'),
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },
  {
    text: 'Every quarter email the board the sales report from https://bi.example.com/report',
    nodes: [
      schedule('0 9 1 1,4,7,10 *'),
      get('https://bi.example.com/report'),
      ['email.send', { to: '{{env.BOARD_EMAIL}}', body: '{{fetch.body}}' }],
    ],
  },
  {
    text: "On weekdays at 6 pm check https://shop.example.com/health; if it's down, page me on Slack",
    nodes: [
      schedule('0 18 * * 1-5'),
      ['http.request', { method: 'GET', url: 'https://shop.example.com/health', onFailure: 'goOn' }],
      compare('{{fetch.status}}', '!=', '200'),
      slack,
    ],
    edges: ['0>1', '1>2', '2.true>3'],
  },
  {
    text: "When a ticket is created, if its priority is high alert the on-call team on Slack, if it's low save it in the backlog table",
    nodes: [
      webhook('/tickets'),
      compare('{{trigger.priority}}', '==', 'high'),
      slack,
      compare('{{trigger.priority}}', '==', 'low'),
      put('backlog'),
    ],
    edges: ['0>1', '1.true>2', '1.false>3', '3.true>4'],
  },
  {
    text: 'Every second Tuesday at 10 post "Stand-up?" to Slack',
    nodes: [schedule('0 10 * * 2'), slack],
  },
];
