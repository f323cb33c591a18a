import { nodeType } from '../node-type.ts';
import { mailCredentials, mailProvider, providerField } from './mail-provider.ts';
import { line, longText, params, recipients, serviceCall } from './param.ts';

export const emailSend = nodeType({
  type: 'email.send',
  family: 'action',
  title: 'E-mail',
  summary: 'Sends a mail through Amazon SES or SendGrid.',
  params: params({
    to: recipients,
    subject: line(500),
    body: longText(),
    provider: mailProvider,
  }),
  fields: [
    { name: 'to', label: 'To', input: 'text', hint: 'Several by commas.' },
    { name: 'subject', label: 'Subject', input: 'text' },
    { name: 'body', label: 'Text', input: 'longText' },
    providerField,
  ],
  credentials: mailCredentials,
  handles: () => [''],
  call: ({ provider, to, subject, body }) => serviceCall('sendEmail', { provider, to, subject, body }),
  example: {
    to: '{{trigger.email}}',
    subject: 'Your order {{trigger.id}}',
    body: 'Hello {{trigger.name}},\n\nthank you for your order.',
    provider: 'ses',
  },
  sampleOutput: { id: '0100018d-example-000000' },
  seconds: () => 1,
});
