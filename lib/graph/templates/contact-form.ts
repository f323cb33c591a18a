import type { Template } from './template.ts';

export const contactForm: Template = {
  id: 'contact-form',
  name: 'Contact form with triage',
  description: 'A form whose messages are kept, sorted by a model, and sent to the right desk.',
  nodes: [
    {
      id: 'contact',
      type: 'trigger.form',
      position: { x: 24, y: 144 },
      data: {
        label: 'Contact form',
        params: {
          title: 'Contact us',
          fields: [
            { name: 'name', label: 'Your name', type: 'text', required: true },
            { name: 'email', label: 'Your e-mail', type: 'email', required: true },
            { name: 'message', label: 'Your message', type: 'longText', required: true },
          ],
        },
        credentials: [],
      },
    },
    {
      id: 'keepMessage',
      type: 'dynamodb.put',
      position: { x: 340, y: 144 },
      data: {
        label: 'Keep the message',
        params: {
          table: 'messages',
          item: { id: '{{contact.email}}', name: '{{contact.name}}', message: '{{contact.message}}' },
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'sortMessage',
      type: 'ai.prompt',
      position: { x: 656, y: 144 },
      data: {
        label: 'Sort the message',
        params: {
          prompt: 'Answer with one word, sales, support or other, for this message:\n\n{{contact.message}}',
          maxTokens: 5,
        },
        credentials: ['openai'],
      },
    },
    {
      id: 'byTopic',
      type: 'logic.switch',
      position: { x: 972, y: 144 },
      data: {
        label: 'Which desk?',
        params: { value: '{{sortMessage.text}}', cases: ['sales', 'support'] },
        credentials: [],
      },
    },
    {
      id: 'mailSales',
      type: 'email.send',
      position: { x: 1288, y: 264 },
      data: {
        label: 'To sales',
        params: {
          to: '{{env.SALES_EMAIL}}',
          subject: '{{contact.name}} asks',
          body: '{{contact.message}}\n\n{{contact.email}}',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'mailSupport',
      type: 'email.send',
      position: { x: 1288, y: 144 },
      data: {
        label: 'To support',
        params: {
          to: '{{env.SUPPORT_EMAIL}}',
          subject: '{{contact.name}} needs help',
          body: '{{contact.message}}\n\n{{contact.email}}',
          provider: 'ses',
        },
        credentials: ['aws'],
      },
    },
    {
      id: 'tellTeam',
      type: 'webhook.send',
      position: { x: 1288, y: 24 },
      data: {
        label: 'To the team’s channel',
        params: {
          url: '{{env.SLACK_WEBHOOK_URL}}',
          shape: 'slack',
          message: '{{contact.name}} ({{contact.email}}) writes: {{contact.message}}',
        },
        credentials: ['webhook'],
      },
    },
  ],
  edges: [
    { id: 'contact-keepMessage', source: 'contact', target: 'keepMessage' },
    { id: 'keepMessage-sortMessage', source: 'keepMessage', target: 'sortMessage' },
    { id: 'sortMessage-byTopic', source: 'sortMessage', target: 'byTopic' },
    { id: 'byTopic-case-1-mailSales', source: 'byTopic', target: 'mailSales', sourceHandle: 'case-1' },
    { id: 'byTopic-case-2-mailSupport', source: 'byTopic', target: 'mailSupport', sourceHandle: 'case-2' },
    { id: 'byTopic-default-tellTeam', source: 'byTopic', target: 'tellTeam', sourceHandle: 'default' },
  ],
};
