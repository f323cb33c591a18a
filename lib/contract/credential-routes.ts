import * as z from 'zod/mini';
import { credentialServices } from '../graph/graph.ts';
import { credentialValues } from './credential-fields.ts';
import { isoTime } from './fields.ts';
import type { Route } from './route.ts';

/** `unchecked`: the service could not be asked, or said neither yes nor no. */
const status = z.enum(['unchecked', 'valid', 'invalid']);

const credential = z.object({
  service: z.enum(credentialServices),
  name: z.string(),
  status,
  /** How the key ends: of AWS its id, of a webhook its address. */
  last4: z.string(),
  /** When the service was last asked. */
  checkedAt: isoTime,
});

export type Credential = z.output<typeof credential>;

/** What the service said, in a sentence of ours. */
const check = z.object({ status, detail: z.string() });

export type Check = z.output<typeof check>;

export const mostCredentials = 50;

export const credentialNotFound = 'Credential not found';
export const credentialName = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,38}[A-Za-z0-9])?$/;
const credentialNameRule =
  'Must be 1 to 40 letters, digits, spaces, dots, hyphens or underscores, with a letter or digit at both ends';

const name = z.string().check(z.regex(credentialName, { error: credentialNotFound }));
const service = z.enum(credentialServices, { error: 'There is no such service' });
const one = z.object({ service, name });

export const credentialRoutes = {
  listCredentials: {
    method: 'GET',
    path: '/api/credentials',
    servedBy: 'credentials',
    caller: 'user',
    summary: 'Credentials by service and name, without their secrets',
    response: z.object({ credentials: z.array(credential) }),
  },
  putCredential: {
    method: 'PUT',
    path: '/api/credentials/{service}/{name}',
    servedBy: 'credentials',
    caller: 'user',
    summary: `Keep a credential, or another in its place, after asking its service; never shown again. At most ${mostCredentials}`,
    params: one,
    body: z.object(credentialValues),
    response: z.extend(credential, { detail: z.string() }),
  },
  deleteCredential: {
    method: 'DELETE',
    path: '/api/credentials/{service}/{name}',
    servedBy: 'credentials',
    caller: 'user',
    summary: 'Delete a credential; at its service it stays good',
    params: one,
    response: z.object({ message: z.string() }),
  },
  validateCredential: {
    method: 'POST',
    path: '/api/credentials/{service}/validate',
    servedBy: 'credentials',
    caller: 'user',
    summary:
      'Ask the service whether it takes these values, which are not kept; or those that are kept by a name',
    params: z.object({ service }),
    body: z
      .object({
        ...credentialValues,
        /** Of a kept credential, instead of values: its status follows what the service says. */
        name: z.optional(
          z.string({ error: 'Must be text' }).check(z.regex(credentialName, { error: credentialNameRule })),
        ),
      })
      .check(
        z.refine(({ name, ...values }) => name === undefined || Object.keys(values).length === 0, {
          error: 'Give either a name or values',
          path: ['name'],
        }),
      ),
    /** `valid` also tells `unchecked` from `valid`: it is true only when the service said so. */
    response: z.extend(check, { valid: z.boolean() }),
  },
} as const satisfies Record<string, Route>;
