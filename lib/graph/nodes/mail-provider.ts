import type { CredentialService } from '../graph.ts';
import { choice } from './param.ts';

export const mailProvider = choice(['ses', 'sendgrid']);

export const providerField = {
  name: 'provider',
  label: 'Sent by',
  input: 'choice',
  options: [
    ['ses', 'Amazon SES'],
    ['sendgrid', 'SendGrid'],
  ],
} as const;

export const mailCredentials = ({ provider }: { provider: 'ses' | 'sendgrid' }): CredentialService[] =>
  provider === 'ses' ? ['aws'] : ['sendgrid'];
