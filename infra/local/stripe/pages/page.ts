import type { Answer } from '../http/answer.ts';
import type { FormTree } from '../parameters/form.ts';
import type { Scene } from '../world.ts';
import { html, type Markup, verbatim } from './html.ts';
import { styleSheet } from './style-sheet.ts';

interface PageRequest {
  path: Record<string, string>;
  query: URLSearchParams;
  form: FormTree;
}

export interface PageRoute {
  method: 'GET' | 'POST';
  path: string;
  answer(scene: Scene, request: PageRequest): Answer;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  // After paying, the browser's Back must ask again and be told that it is paid.
  'cache-control': 'no-store',
  // No `form-action`: browsers apply it to the redirect to the shop too.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

export function pageAnswer(status: number, { title, body }: { title: string; body: Markup }): Answer {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${verbatim(styleSheet)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return { status, headers, body: page.source };
}

export function redirectAnswer(to: string): Answer {
  // A header takes no umlauts: whole addresses go in their encoded form.
  const location = URL.parse(to)?.href ?? to;
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}
