import { Cloud, CreditCard, type LucideIcon, Mail, Sparkles, Webhook } from 'lucide-react';
import type { CredentialValues } from '../../../lib/contract/credential-fields.ts';
import type { CredentialService } from '../../../lib/graph/graph.ts';

export interface ValueField {
  name: string;
  label: string;
  hint: string;
  /** Typed unseen. */
  secret: boolean;
}

interface ServiceWords<Service extends CredentialService> {
  name: string;
  icon: LucideIcon;
  /** What it is for in a workflow. */
  about: string;
  /** What one of them is called. */
  one: string;
  fields: readonly (ValueField & { name: keyof CredentialValues[Service] })[];
}

/** What a person is told of each service, and asked for. */
export const serviceWords: { [Service in CredentialService]: ServiceWords<Service> } = {
  stripe: {
    name: 'Stripe',
    icon: CreditCard,
    about:
      'For steps that refund, invoice and look up customers, and for workflows that a Stripe event starts.',
    one: 'Stripe key',
    fields: [
      {
        name: 'secretKey',
        label: 'Secret key',
        hint: 'Begins with sk_ or, better, rk_: a restricted key with only the rights that its steps need.',
        secret: true,
      },
    ],
  },
  sendgrid: {
    name: 'SendGrid',
    icon: Mail,
    about: 'For steps that send mail through SendGrid.',
    one: 'SendGrid key',
    fields: [{ name: 'apiKey', label: 'API key', hint: 'Begins with SG. and may send mail.', secret: true }],
  },
  aws: {
    name: 'AWS',
    icon: Cloud,
    about: 'For tables in DynamoDB and mail through SES.',
    one: 'AWS key',
    fields: [
      { name: 'accessKeyId', label: 'Access key ID', hint: 'Begins with AKIA.', secret: false },
      { name: 'secretAccessKey', label: 'Secret access key', hint: 'Of the same key.', secret: true },
      { name: 'region', label: 'Region', hint: 'Where your tables are: eu-west-1, say.', secret: false },
    ],
  },
  openai: {
    name: 'OpenAI',
    icon: Sparkles,
    about: 'For steps that ask a model.',
    one: 'OpenAI key',
    fields: [{ name: 'apiKey', label: 'API key', hint: 'Begins with sk-.', secret: true }],
  },
  webhook: {
    name: 'Webhooks',
    icon: Webhook,
    about: 'Addresses of Slack, Discord or your own programs that steps post to.',
    one: 'webhook',
    fields: [
      {
        name: 'url',
        label: 'Address',
        hint: 'Begins with https://. Whoever has it can post there, so it is kept like a key.',
        secret: true,
      },
    ],
  },
};
