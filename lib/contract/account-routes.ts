import * as z from 'zod/mini';
import { isoTime, plainText } from './fields.ts';
import type { Route } from './route.ts';

const nullableText = z.nullable(z.string());

const user = z.object({
  id: z.string(),
  /** Null for a person whose own front end vouched for no address. */
  email: nullableText,
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

const profileText = (maxLength: number, { lines } = { lines: false }) =>
  z.optional(z.nullable(plainText(maxLength, { lines })));

const pictureFault = 'Must be an https address of at most 2048 characters';

export const profileChange = z.object({
  firstName: profileText(100),
  lastName: profileText(100),
  companyName: profileText(200),
  industry: profileText(100),
  role: profileText(100),
  usagePurpose: profileText(500, { lines: true }),
  profileImageUrl: z.optional(
    z.nullable(
      z.string({ error: pictureFault }).check(
        z.maxLength(2048, { error: pictureFault }),
        z.refine(
          (text: string) => text === '' || (URL.canParse(text) && new URL(text).protocol === 'https:'),
          {
            error: pictureFault,
          },
        ),
      ),
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
