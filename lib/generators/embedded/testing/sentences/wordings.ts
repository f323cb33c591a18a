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

/** Other ways to say it, with several actions, subjects, texts and typos. */
export const wordySentences: readonly Sentence[] = [
  // Other word orders, passive, polite, wordy.
  {
    text: 'Please could you send me a Slack message whenever a Stripe payment fails? Thanks!',
    nodes: [stripe('payment_intent.payment_failed'), slack],
  },
  {
    text: 'Payments that succeed should be saved in DynamoDB',
    nodes: [stripe('payment_intent.succeeded'), put('payments')],
  },
  {
    text: 'An email should be sent to the customer when their subscription is cancelled',
    nodes: [stripe('customer.subscription.deleted'), customer, email('{{customer.email}}')],
  },
  {
    text: "I'd like to be notified by email each time a refund is made",
    nodes: [stripe('charge.refunded'), email('{{env.MY_EMAIL}}')],
  },
  {
    text: 'Save every successful Stripe payment to the table payments',
    nodes: [stripe('payment_intent.succeeded'), put('payments')],
  },
  {
    text: 'I want a workflow that posts new signups to Discord',
    nodes: [webhook('/signups'), discord],
  },
  {
    text: 'Create an automation which emails ops@example.com about every failed payment',
    nodes: [stripe('payment_intent.payment_failed'), email('ops@example.com')],
  },
  {
    text: 'Let me know by e-mail if a charge is disputed',
    nodes: [stripe('charge.dispute.created'), email('{{env.MY_EMAIL}}')],
  },
  {
    text: 'Hi! We run a small shop. Whenever an order comes in we would like to store it in DynamoDB, then tell the warehouse at warehouse@example.com, and finally thank the customer by email. Best, Ann',
    nodes: [webhook('/orders'), put('orders'), email('warehouse@example.com'), email('{{trigger.email}}')],
  },
  {
    text: '1. Stripe payment succeeds\n2. Save it to the table sales\n3. Post to Slack "New sale!"',
    nodes: [
      stripe('payment_intent.succeeded'),
      put('sales'),
      ['webhook.send', { shape: 'slack', message: 'New sale!' }],
    ],
  },
  {
    text: 'stripe payment succeeded -> dynamodb -> email customer',
    nodes: [stripe('payment_intent.succeeded'), put('payments'), email('{{trigger.receipt_email}}')],
  },
  {
    text: 'EMAIL ME WHEN A PAYMENT FAILS!!!',
    nodes: [stripe('payment_intent.payment_failed'), email('{{env.MY_EMAIL}}')],
  },

  // Several actions, with subjects and texts.
  {
    text: 'When a payment succeeds, save it to the payments table, post "Ka-ching" to Slack, email me, and POST it to https://erp.example.com/bookings',
    nodes: [
      stripe('payment_intent.succeeded'),
      put('payments'),
      ['webhook.send', { shape: 'slack', message: 'Ka-ching' }],
      email('{{env.MY_EMAIL}}'),
      ['http.request', { method: 'POST', url: 'https://erp.example.com/bookings' }],
    ],
  },
  {
    text: 'When a payment fails, email billing@example.com with the subject "Payment failed" saying "Have a look please"',
    nodes: [
      stripe('payment_intent.payment_failed'),
      [
        'email.send',
        { to: 'billing@example.com', subject: 'Payment failed', body: 'Have a look please', provider: 'ses' },
      ],
    ],
  },
  {
    text: 'When a checkout completes, email the customer and me, and post to Slack and Discord',
    nodes: [
      stripe('checkout.session.completed'),
      email('{{trigger.customer_details.email}}'),
      email('{{env.MY_EMAIL}}'),
      slack,
      discord,
    ],
  },
  {
    text: 'When an order comes in, write a thank-you letter with AI and send it to the customer',
    nodes: [
      webhook('/orders'),
      ['ai.prompt'],
      ['email.send', { to: '{{trigger.email}}', body: '{{write.text}}' }],
    ],
  },
  {
    text: 'Translate every incoming message to German and post it to Slack',
    nodes: [
      webhook('/messages'),
      ['ai.prompt'],
      ['webhook.send', { shape: 'slack', message: '{{translate.text}}' }],
    ],
  },
  {
    text: 'When an order comes in, set status to "new" and save it to the table orders',
    nodes: [webhook('/orders'), ['logic.transform', { fields: { status: 'new' } }], put('orders')],
  },

  {
    text: 'If a Stripe payment is greater than 1000 USD notify finance@example.com, otherwise just log it',
    nodes: [
      stripe('payment_intent.succeeded'),
      compare('{{trigger.amount_received}}', '>', '100000'),
      email('finance@example.com'),
      put('payments'),
    ],
    edges: ['0>1', '1.true>2', '1.false>3'],
  },
  {
    text: 'every first of the month at 10:00 Paris time, query table invoices where status is unpaid and for each send a reminder to the customer',
    nodes: [
      schedule('0 10 1 * *', 'Europe/Paris'),
      ['dynamodb.query', { table: 'invoices', keyName: 'status', keyValue: 'unpaid' }],
      ['logic.forEach', { items: '{{find.items}}' }],
      email('{{each.item.email}}'),
    ],
    edges: ['0>1', '1>2', '2.item>3'],
  },
  {
    text: 'wait 10 minutes after an order is placed, then check https://api.example.com/stock and if stock is 0 email the warehouse',
    nodes: [
      webhook('/orders'),
      ['logic.delay', { seconds: 600 }],
      get('https://api.example.com/stock'),
      compare('{{fetch.body.stock}}', '==', '0'),
      email('{{env.WAREHOUSE_EMAIL}}'),
    ],
    edges: ['0>1', '1>2', '2>3', '3.true>4'],
  },
  {
    text: 'When a subscription is created, generate a personalized welcome message with AI and email it to the customer',
    nodes: [
      stripe('customer.subscription.created'),
      ['ai.prompt'],
      customer,
      ['email.send', { to: '{{customer.email}}', body: '{{generate.text}}' }],
    ],
  },
  {
    text: 'Text me when a payment over 500 dollars succeeds',
    nodes: [
      stripe('payment_intent.succeeded'),
      compare('{{trigger.amount_received}}', '>', '50000'),
      ['http.request', { method: 'POST', url: '{{env.SMS_URL}}' }],
    ],
    edges: ['0>1', '1.true>2'],
  },
  {
    text: 'If a refund over €100 is requested, ask the manager for approval, otherwise refund automatically',
    nodes: [
      webhook('/refunds'),
      compare('{{trigger.total}}', '>', '100'),
      ['logic.approval', { to: '{{env.MANAGER_EMAIL}}' }],
      ['stripe.refund', { paymentIntent: '{{trigger.paymentIntent}}' }],
    ],
    edges: ['0>1', '1.true>2', '2.approved>3', '1.false>3'],
  },
  {
    text: 'Back up https://example.com/data.json to the table backups every day at 3am UTC',
    nodes: [schedule('0 3 * * *'), get('https://example.com/data.json'), put('backups')],
  },
  {
    text: 'When a GitHub issue is opened, summarize it using AI and post the summary to Discord',
    nodes: [
      webhook('/issues'),
      ['ai.prompt'],
      ['webhook.send', { shape: 'discord', message: '{{summarize.text}}' }],
    ],
  },
  {
    text: 'post the bitcoin price to discord every hour',
    nodes: [schedule('0 * * * *'), get('https://api.coinbase.com/v2/prices/BTC-USD/spot'), discord],
  },

  // Typos.
  {
    text: 'Wen a stripe paymnt succeds, save it to dynamdb and emial the custmer a reciept',
    nodes: [stripe('payment_intent.succeeded'), put('payments'), email('{{trigger.receipt_email}}')],
  },
  {
    text: 'evry weekday at 9 fetch open githb issues and post a digset to a webhok',
    nodes: [schedule('0 9 * * 1-5'), get(issues), ['logic.transform'], ownWebhook],
  },
  {
    text: 'if an oder is over $500, ask for aproval, esle ship',
    nodes: [
      webhook('/orders'),
      compare('{{trigger.total}}', '>', '500'),
      ['logic.approval'],
      ['http.request', { method: 'POST', url: '{{env.SHIPPING_URL}}' }],
    ],
    edges: ['0>1', '1.true>2', '2.approved>3', '1.false>3'],
  },
  {
    text: 'when a custommer cancles there subscripton send a slak mesage',
    nodes: [stripe('customer.subscription.deleted'), slack],
  },
];
