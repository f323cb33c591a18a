import * as z from 'zod/mini';
import type { CredentialService } from '../graph/graph.ts';

/** What a service gives out, as it says how that looks; whatever was copied along with it is trimmed. */
const line = (form: RegExp, message: string) =>
  z
    .string({ error: 'Must be text' })
    .check(
      z.trim(),
      z.maxLength(300, { error: 'Must be at most 300 characters' }),
      z.regex(form, { error: message }),
    );

const longestAddress = 2_048;
const webhookPorts = ['', '8443'];

function isWebhook(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, port } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' && webhookPorts.includes(port);
}

/**
 * What each service's credential consists of. Keys of AWS are those of a user: temporary ones are over before a workflow
 * has run twice. Its regions are those of the partition that the fixed host of the check knows.
 */
export const credentialFields = {
  stripe: z.object({
    secretKey: line(
      /^(?:sk|rk)_(?:test|live)_[A-Za-z0-9_]{6,}$/,
      'Must be a secret or restricted key of Stripe: sk_… or rk_…',
    ),
  }),
  sendgrid: z.object({
    apiKey: line(/^SG\.[\w-]{16,}\.[\w-]{16,}$/, 'Must be an API key of SendGrid: SG.…'),
  }),
  aws: z.object({
    accessKeyId: line(/^AKIA[A-Z0-9]{12,124}$/, 'Must be the id of a user’s access key: AKIA…'),
    secretAccessKey: line(
      /^[A-Za-z0-9/+]{40,128}$/,
      'Must be the secret of the access key: 40 characters or more',
    ),
    region: line(/^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-[1-9]$/, 'Must be a region of AWS: eu-west-1, say'),
  }),
  openai: z.object({
    apiKey: line(/^sk-[\w-]{20,}$/, 'Must be an API key of OpenAI: sk-…'),
  }),
  webhook: z.object({
    url: z.string({ error: 'Must be text' }).check(
      z.trim(),
      z.maxLength(longestAddress, { error: `Must be at most ${longestAddress} characters` }),
      z.refine(isWebhook, {
        error: 'Must be an https address without user and password, on port 443 or 8443',
      }),
    ),
  }),
} as const satisfies Record<CredentialService, z.ZodMiniType>;

export type CredentialValues = {
  [Service in CredentialService]: z.output<(typeof credentialFields)[Service]>;
};

const given = z.optional(
  z
    .string({ error: 'Must be text' })
    .check(z.maxLength(longestAddress, { error: `Must be at most ${longestAddress} characters` })),
);

/** What may stand in a body, whichever service it is for; how it is to look there, the table above says. */
export const credentialValues = {
  secretKey: given,
  apiKey: given,
  accessKeyId: given,
  secretAccessKey: given,
  region: given,
  url: given,
};
