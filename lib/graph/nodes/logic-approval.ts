import * as z from 'zod/mini';
import { nodeType } from '../node-type.ts';
import { mailCredentials, mailProvider, providerField } from './mail-provider.ts';
import { longText, params, recipients } from './param.ts';

// A person looks at their mail within the hour, as a rule.
const usualSeconds = 3_600;

export const logicApproval = nodeType({
  type: 'logic.approval',
  family: 'logic',
  title: 'Approval',
  summary: 'Asks a person by mail, waits, and goes on as they decide.',
  params: params({
    to: recipients,
    question: z.optional(longText(2_000)),
    provider: z._default(mailProvider, 'ses'),
  }),
  fields: [
    { name: 'to', label: 'Whom to ask', input: 'text', hint: 'An e-mail address.' },
    { name: 'question', label: 'Question', input: 'longText', optional: true },
    { ...providerField, hint: 'Amazon SES when empty.', optional: true },
  ],
  credentials: mailCredentials,
  handles: () => ['approved', 'declined'],
  example: { to: 'boss@example.com', question: 'Ship the order of {{trigger.total}} dollars?' },
  sampleOutput: { approved: true },
  seconds: () => usualSeconds,
});
