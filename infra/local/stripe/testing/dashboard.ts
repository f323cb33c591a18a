import type { Lab } from './lab.ts';

/** What a person reads: the page's text without its markup. */
export async function read(lab: Lab, path: string) {
  const response = await fetch(new URL(path, lab.simulator.url));
  const html = await response.text();
  return { status: response.status, html, text: textOf(html) };
}

function textOf(html: string): string {
  const body = html
    .replace(/^[\s\S]*<body>/, '')
    .replaceAll('<wbr>', '')
    .replaceAll(/<[^>]+>/g, ' ');
  return body
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

/** Sends a form of the dashboard and reads the page that it leads back to. */
export async function submit(lab: Lab, path: string, fields: Record<string, string> = {}) {
  const response = await fetch(new URL(path, lab.simulator.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  });
  const location = response.headers.get('location') ?? '';
  const page = await read(lab, location);
  return {
    status: response.status,
    back: location.replace(/\?.*/, ''),
    location,
    done: /class="done"[^>]*>([^<]*)/.exec(page.html)?.[1] ?? null,
    problem: /class="alert"[^>]*>([^<]*)/.exec(page.html)?.[1] ?? null,
    page,
  };
}
