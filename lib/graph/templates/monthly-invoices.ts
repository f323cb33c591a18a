import type { Template } from './template.ts';

export const monthlyInvoices: Template = {
  id: 'monthly-invoices',
  name: 'Monthly invoices',
  description: 'On the first of the month, invoice every client on a list and mail the bookkeeper.',
  nodes: [
    {
      id: 'firstOfMonth',
      type: 'trigger.schedule',
      position: { x: 24, y: 24 },
      data: { label: 'First of the month', params: { cron: '0 7 1 * *', timezone: 'UTC' }, credentials: [] },
    },
    {
      id: 'findClients',
      type: 'dynamodb.query',
      position: { x: 340, y: 24 },
      data: {
        label: 'Find the clients',
        params: { table: 'clients', keyName: 'plan', keyValue: 'monthly', limit: 200 },
        credentials: ['aws'],
      },
    },
    {
      id: 'eachClient',
      type: 'logic.forEach',
      position: { x: 656, y: 24 },
      data: { label: 'Each client', params: { items: '{{findClients.items}}' }, credentials: [] },
    },
    {
      id: 'sendInvoice',
      type: 'stripe.invoice',
      position: { x: 972, y: 144 },
      data: {
        label: 'Send the invoice',
        params: {
          customer: '{{eachClient.item.customerId}}',
          amountCents: '{{eachClient.item.amountCents}}',
          currency: 'usd',
          description: 'Services of the month before {{firstOfMonth.date}}',
          daysUntilDue: 14,
        },
        credentials: ['stripe'],
      },
    },
    {
      id: 'keepInvoice',
      type: 'dynamodb.put',
      position: { x: 1288, y: 49 },
      data: {
        label: 'Keep the invoice',
        params: {
          table: 'invoices',
          item: {
            id: '{{sendInvoice.id}}',
            customer: '{{eachClient.item.customerId}}',
            amountCents: '{{sendInvoice.amount_due}}',
          },
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'tellBookkeeper',
      type: 'email.send',
      position: { x: 972, y: 24 },
      data: {
        label: 'Tell the bookkeeper',
        params: {
          to: '{{env.BOOKKEEPER_EMAIL}}',
          subject: 'Invoices of {{firstOfMonth.date}}',
          body: '{{eachClient.count}} invoices were sent.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
  ],
  edges: [
    { id: 'firstOfMonth-findClients', source: 'firstOfMonth', target: 'findClients' },
    { id: 'findClients-eachClient', source: 'findClients', target: 'eachClient' },
    { id: 'eachClient-item-sendInvoice', source: 'eachClient', target: 'sendInvoice', sourceHandle: 'item' },
    { id: 'sendInvoice-keepInvoice', source: 'sendInvoice', target: 'keepInvoice' },
    { id: 'keepInvoice-eachClient', source: 'keepInvoice', target: 'eachClient' },
    {
      id: 'eachClient-done-tellBookkeeper',
      source: 'eachClient',
      target: 'tellBookkeeper',
      sourceHandle: 'done',
    },
  ],
};
