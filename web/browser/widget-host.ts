import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteUrl } from './addresses.ts';

export interface WidgetHost {
  origin: string;
  close(): void;
}

/** What a careful site sends: its own files, and of Cue the script and its one call. No inline style, no eval. */
const strictPolicy = [
  "default-src 'none'",
  `script-src ${siteUrl}`,
  `connect-src ${siteUrl}`,
  "style-src 'self'",
  "base-uri 'none'",
].join('; ');

const pageWith = (snippet: string) => `<!doctype html><html lang="en"><head><title>A shop</title></head>
<body><main><h1>A shop</h1><p>On another site than Cue's.</p><a href="#end">A link of its own</a></main>
${snippet}</body></html>`;

/** Somebody's own site, with a widget in its page. */
export async function startWidgetHost(snippet: string): Promise<WidgetHost> {
  const server = createServer((_, answer) => {
    answer.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': strictPolicy,
      'cross-origin-embedder-policy': 'require-corp',
    });
    answer.end(pageWith(snippet));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
