import type { Template } from './template.ts';

export const largeOrders: Template = {
  id: 'large-orders',
  name: 'Approval of large orders',
  description: 'If an order is over $500, ask for approval, else ship it at once.',
  nodes: [
    {
      id: 'order',
      type: 'trigger.webhook',
      position: { x: 24, y: 84 },
      data: { label: 'New order', params: { path: '/orders' }, credentials: [] },
    },
    {
      id: 'isLarge',
      type: 'logic.condition',
      position: { x: 340, y: 84 },
      data: {
        label: 'Over $500?',
        params: { left: '{{order.total}}', op: '>', right: 500 },
        credentials: [],
      },
    },
    {
      id: 'askManager',
      type: 'logic.approval',
      position: { x: 656, y: 34 },
      data: {
        label: 'Ask the manager',
        params: {
          to: '{{env.MANAGER_EMAIL}}',
          question: 'Ship order {{order.id}} of {{order.total}} dollars?',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'ship',
      type: 'http.request',
      position: { x: 972, y: 144 },
      data: {
        label: 'Ship the order',
        params: {
          method: 'POST',
          url: 'https://shipping.example.com/parcels',
          headers: { authorization: 'Bearer {{env.SHIPPING_TOKEN}}' },
          body: { orderId: '{{order.id}}' },
        },
        credentials: [],
      },
    },
    {
      id: 'tellCustomer',
      type: 'email.send',
      position: { x: 972, y: 24 },
      data: {
        label: 'Tell the customer',
        params: {
          to: '{{order.email}}',
          subject: 'About your order {{order.id}}',
          body: 'Hello {{order.name}},\n\nwe cannot ship your order as it is and will be in touch soon.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
  ],
  edges: [
    { id: 'order-isLarge', source: 'order', target: 'isLarge' },
    { id: 'isLarge-true-askManager', source: 'isLarge', target: 'askManager', sourceHandle: 'true' },
    { id: 'isLarge-false-ship', source: 'isLarge', target: 'ship', sourceHandle: 'false' },
    { id: 'askManager-approved-ship', source: 'askManager', target: 'ship', sourceHandle: 'approved' },
    {
      id: 'askManager-declined-tellCustomer',
      source: 'askManager',
      target: 'tellCustomer',
      sourceHandle: 'declined',
    },
  ],
};
