import type { Template } from './template.ts';

export const welcomeMails: Template = {
  id: 'welcome-mails',
  name: 'Welcome new subscribers',
  description: 'When a subscription begins, welcome its customer, and ask an hour later how it goes.',
  nodes: [
    {
      id: 'subscribed',
      type: 'trigger.stripe',
      position: { x: 24, y: 24 },
      data: {
        label: 'Subscription begins',
        params: { event: 'customer.subscription.created' },
        credentials: ['stripe'],
      },
    },
    {
      id: 'findCustomer',
      type: 'stripe.customer',
      position: { x: 340, y: 24 },
      data: {
        label: 'Look up the customer',
        params: { action: 'get', customerId: '{{subscribed.customer}}' },
        credentials: ['stripe'],
      },
    },
    {
      id: 'welcome',
      type: 'email.send',
      position: { x: 656, y: 24 },
      data: {
        label: 'Welcome them',
        params: {
          to: '{{findCustomer.email}}',
          subject: 'Welcome',
          body: 'Hello {{findCustomer.name}},\n\nit is good to have you here.',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'waitAnHour',
      type: 'logic.delay',
      position: { x: 972, y: 24 },
      data: { label: 'Wait an hour', params: { seconds: 3600 }, credentials: [] },
    },
    {
      id: 'askHowItGoes',
      type: 'email.send',
      position: { x: 1288, y: 24 },
      data: {
        label: 'Ask how it goes',
        params: {
          to: '{{findCustomer.email}}',
          subject: 'How is it going?',
          body: 'Hello {{findCustomer.name}},\n\nis there anything we can help with?',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
  ],
  edges: [
    { id: 'subscribed-findCustomer', source: 'subscribed', target: 'findCustomer' },
    { id: 'findCustomer-welcome', source: 'findCustomer', target: 'welcome' },
    { id: 'welcome-waitAnHour', source: 'welcome', target: 'waitAnHour' },
    { id: 'waitAnHour-askHowItGoes', source: 'waitAnHour', target: 'askHowItGoes' },
  ],
};
