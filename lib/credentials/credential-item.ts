import * as z from 'zod/mini';
import type { CredentialValues } from '../contract/credential-fields.ts';
import type { Credential } from '../contract/credential-routes.ts';
import { type CredentialService, credentialServices } from '../graph/graph.ts';
import type { Item } from '../platform/table.ts';

/** A credential as it is kept: what is secret of it only under a key that one function has. */
const credentialItem = z.object({
  userId: z.string(),
  service: z.enum(credentialServices),
  name: z.string(),
  /** Which key of the ring it is sealed with. */
  keyId: z.string(),
  sealed: z.instanceof(Uint8Array),
  status: z.enum(['unchecked', 'valid', 'invalid']),
  last4: z.string(),
  checkedAt: z.string(),
});

export type CredentialItem = z.output<typeof credentialItem>;

export const parseCredential = (item: Item): CredentialItem => credentialItem.parse(item);

/** What its owner may see of it. */
export const credentialAnswer = ({
  service,
  name,
  status,
  last4,
  checkedAt,
}: CredentialItem): Credential => ({
  service,
  name,
  status,
  last4,
  checkedAt,
});

/** What tells one credential from another without opening anything. */
const shown: { [Service in CredentialService]: (values: CredentialValues[Service]) => string } = {
  stripe: ({ secretKey }) => secretKey,
  sendgrid: ({ apiKey }) => apiKey,
  aws: ({ accessKeyId }) => accessKeyId,
  openai: ({ apiKey }) => apiKey,
  webhook: ({ url }) => url,
};

export const last4Of = <Service extends CredentialService>(
  service: Service,
  values: CredentialValues[Service],
): string => shown[service](values).slice(-4);
