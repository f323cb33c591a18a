import * as z from 'zod/mini';
import { isoTime } from './fields.ts';
import type { Route } from './route.ts';

const nullableText = z.nullable(z.string());

const user = z.object({
  id: z.string(),
  email: z.string(),
  firstName: nullableText,
  lastName: nullableText,
  profileImageUrl: nullableText,
  companyName: nullableText,
  industry: nullableText,
  role: nullableText,
  usagePurpose: nullableText,
  isAdmin: z.boolean(),
  createdAt: isoTime,
  updatedAt: isoTime,
});

export type User = z.output<typeof user>;

// Control and bidirectional-override characters in a name can make it look like something else.
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/u;

const profileText = (maxLength: number) =>
  z.optional(
    z.nullable(
      z.pipe(
        z.string({ error: 'Must be text' }).check(
          z.maxLength(maxLength, { error: `Must be at most ${maxLength} characters` }),
          z.refine((text: string) => !hidden.test(text) && text.isWellFormed(), {
            error: 'Must not contain control or invisible characters',
          }),
        ),
        z.transform((text: string) => text.normalize('NFC').trim()),
      ),
    ),
  );

export const profileChange = z.object({
  firstName: profileText(100),
  lastName: profileText(100),
  companyName: profileText(200),
  industry: profileText(100),
  role: profileText(100),
  usagePurpose: profileText(500),
  profileImageUrl: z.optional(
    z.nullable(
      z
        .url({ protocol: /^https$/, error: 'Must be an https address' })
        .check(z.maxLength(2048, { error: 'Must be at most 2048 characters' })),
    ),
  ),
});

export type ProfileChange = z.output<typeof profileChange>;

export const accountRoutes = {
  getUser: {
    method: 'GET',
    path: '/api/auth/user',
    servedBy: 'account',
    caller: 'user',
    summary: 'The person who is signed in',
    response: user,
  },
  updateProfile: {
    method: 'PUT',
    path: '/api/auth/profile',
    servedBy: 'account',
    caller: 'user',
    summary: 'Change any of the profile fields; null clears one',
    body: profileChange,
    response: user,
  },
  logout: {
    method: 'POST',
    path: '/api/auth/logout',
    servedBy: 'account',
    caller: 'anyone',
    summary: 'End this session',
    response: z.object({ message: z.string() }),
  },
} as const satisfies Record<string, Route>;
