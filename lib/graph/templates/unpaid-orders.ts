import type { Template } from './template.ts';

export const unpaidOrders: Template = {
  id: 'unpaid-orders',
  name: 'Reminders for unpaid orders',
  description:
    'Every morning, remind the customer of each unpaid order and tell the team how many there were.',
  nodes: [
    {
      id: 'morning',
      type: 'trigger.schedule',
      position: { x: 24, y: 84 },
      data: { label: 'Every morning at 8', params: { cron: '0 8 * * *', timezone: 'UTC' }, credentials: [] },
    },
    {
      id: 'findUnpaid',
      type: 'dynamodb.query',
      position: { x: 340, y: 84 },
      data: {
        label: 'Find unpaid orders',
        params: { table: 'orders-by-status', keyName: 'status', keyValue: 'unpaid', limit: 100 },
        credentials: ['aws'],
      },
    },
    {
      id: 'eachOrder',
      type: 'logic.forEach',
      position: { x: 656, y: 84 },
      data: { label: 'Each order', params: { items: '{{findUnpaid.items}}' }, credentials: [] },
    },
    {
      id: 'hasAddress',
      type: 'logic.condition',
      position: { x: 972, y: 144 },
      data: {
        label: 'Has an address?',
        params: { left: '{{eachOrder.item.email}}', op: 'exists' },
        credentials: [],
      },
    },
    {
      id: 'remind',
      type: 'email.send',
      position: { x: 1288, y: 144 },
      data: {
        label: 'Remind the customer',
        params: {
          to: '{{eachOrder.item.email}}',
          subject: 'Your order {{eachOrder.item.id}}',
          body: 'Hello,\n\nyour order {{eachOrder.item.id}} is waiting for its payment.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'tellTeam',
      type: 'webhook.send',
      position: { x: 972, y: 24 },
      data: {
        label: 'Tell the team',
        params: {
          url: '{{env.SLACK_WEBHOOK_URL}}',
          shape: 'slack',
          message: '{{eachOrder.count}} orders are unpaid.',
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'morning-findUnpaid', source: 'morning', target: 'findUnpaid' },
    { id: 'findUnpaid-eachOrder', source: 'findUnpaid', target: 'eachOrder' },
    { id: 'eachOrder-item-hasAddress', source: 'eachOrder', target: 'hasAddress', sourceHandle: 'item' },
    { id: 'hasAddress-true-remind', source: 'hasAddress', target: 'remind', sourceHandle: 'true' },
    { id: 'eachOrder-done-tellTeam', source: 'eachOrder', target: 'tellTeam', sourceHandle: 'done' },
  ],
};
