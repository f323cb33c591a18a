import * as z from 'zod/mini';
import { isTimeZone } from '../graph/time-zone.ts';
import type { Route } from './route.ts';

export const themes = ['light', 'dark', 'system'] as const;
export const isTheme = (text: string | null): text is (typeof themes)[number] =>
  themes.some((theme) => theme === text);

/** Those that the site is written in. */
export const languages = ['en'] as const;

const preferences = z.object({
  theme: z.enum(themes),
  language: z.enum(languages),
  /** An IANA name, `Europe/Berlin`; null: that of each browser. */
  timezone: z.nullable(z.string()),
  /** What is mailed beside what a person must know: payments that fail, changes and ends of a plan, money back. */
  emails: z.object({
    /** Receipts of payments and renewals. */
    receipts: z.boolean(),
    /** News of the product and of one's use of it. */
    product: z.boolean(),
  }),
});

export type Preferences = z.output<typeof preferences>;

const yesOrNo = z.optional(z.boolean({ error: 'Must be true or false' }));

const preferencesChange = z.object({
  theme: z.optional(z.enum(themes, { error: `Must be one of ${themes.join(', ')}` })),
  language: z.optional(z.enum(languages, { error: `Must be one of ${languages.join(', ')}` })),
  timezone: z.optional(
    z.nullable(
      z
        .string({ error: 'Must be text' })
        .check(z.refine(isTimeZone, { error: 'Must be a time zone, Europe/Berlin say' })),
    ),
  ),
  emails: z.optional(z.object({ receipts: yesOrNo, product: yesOrNo }, { error: 'Must be an object' })),
});

export type PreferencesChange = z.output<typeof preferencesChange>;

export const preferenceRoutes = {
  getPreferences: {
    method: 'GET',
    path: '/api/account/preferences',
    servedBy: 'account',
    caller: 'user',
    summary: 'How the person would have the site and its mails',
    response: preferences,
  },
  updatePreferences: {
    method: 'PUT',
    path: '/api/account/preferences',
    servedBy: 'account',
    caller: 'user',
    summary: 'Change any of the preferences; the rest stays',
    body: preferencesChange,
    response: preferences,
  },
} as const satisfies Record<string, Route>;
