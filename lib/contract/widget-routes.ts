import * as z from 'zod/mini';
import { plainText } from './fields.ts';
import type { Route } from './route.ts';

const title = z.string();
const position = z.enum(['left', 'right'], { error: 'Must be left or right' });

const shown = { title, greeting: z.string(), accentColor: z.string(), position };

const widgetConfig = z.object(shown);

export type WidgetConfig = z.output<typeof widgetConfig>;

const widget = z.object({
  ...shown,
  publishableKey: z.string(),
  enabled: z.boolean(),
  allowedOrigins: z.array(z.string()),
});

export type Widget = z.output<typeof widget>;

/** `https://shop.example`, or a laptop's `http://localhost:3000`: what browsers send as `Origin`, letter by letter. */
export function isWidgetOrigin(text: string): boolean {
  // A host may hold a star to URL's parser, but no browser's does: it would look like a pattern, and match nothing.
  if (!URL.canParse(text) || text.includes('*')) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
}

const origin = z.string({ error: 'Must be text' }).check(
  z.maxLength(300, { error: 'Must be at most 300 characters' }),
  z.refine(isWidgetOrigin, {
    error: 'Must be an https origin without a path, https://shop.example say, or http://localhost',
  }),
);

const mostOrigins = 10;

const widgetChange = z.object({
  enabled: z.optional(z.boolean({ error: 'Must be true or false' })),
  title: z.optional(plainText(60).check(z.minLength(1, { error: 'Must not be empty' }))),
  greeting: z.optional(plainText(300, { lines: true })),
  accentColor: z.optional(
    z.pipe(
      z
        .string({ error: 'Must be text' })
        .check(z.regex(/^#[0-9a-f]{6}$/i, { error: 'Must be a color like #0f7b54' })),
      z.transform((color: string) => color.toLowerCase()),
    ),
  ),
  position: z.optional(position),
  allowedOrigins: z.optional(
    z.pipe(
      z
        .array(origin, { error: 'Must be a list' })
        .check(z.maxLength(mostOrigins, { error: `Must be at most ${mostOrigins}` })),
      z.transform((origins: string[]) => [...new Set(origins)]),
    ),
  ),
});

export type WidgetChange = z.output<typeof widgetChange>;

export const widgetRoutes = {
  getWidget: {
    method: 'GET',
    path: '/api/widget',
    servedBy: 'account',
    caller: 'user',
    keyScope: 'widget',
    summary: 'The widget; 404 before the first subscription',
    response: widget,
  },
  updateWidget: {
    method: 'PUT',
    path: '/api/widget',
    servedBy: 'account',
    caller: 'user',
    keyScope: 'widget',
    summary: 'Change any of the fields of the widget',
    body: widgetChange,
    response: widget,
  },
  getWidgetConfig: {
    method: 'GET',
    path: '/api/widget/config',
    servedBy: 'account',
    caller: 'anyone',
    ownCors: true,
    summary: 'What an embedded widget shows, by its publishable key; for the sites that its owner allows',
    query: z.object({ key: z.string().check(z.maxLength(100)) }),
    response: widgetConfig,
  },
} as const satisfies Record<string, Route>;
