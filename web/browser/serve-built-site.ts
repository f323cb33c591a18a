import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { securityHeaders } from '../../infra/security-headers.ts';

/** The built site as CloudFront serves it: production's headers, its page rewrite, and the API on the same origin. */
const site = resolve(import.meta.dirname, '../../dist/web');
const api = new URL(process.env.BACKEND_URL ?? 'http://localhost:8000');
const port = Number(process.env.WEB_PORT ?? 5000);

const apiPath = /^\/((api|auth|webhooks)\/|health$)/;

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

function forward(incoming: IncomingMessage, answer: ServerResponse): void {
  const upstream = request(
    new URL(incoming.url ?? '/', api),
    // Host becomes the API's, as behind CloudFront; all else, Origin and cookies too, passes untouched.
    { method: incoming.method, headers: { ...incoming.headers, host: api.host } },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...securityHeaders });
      response.pipe(answer);
    },
  );
  upstream.on('error', () => {
    if (!answer.headersSent) answer.writeHead(502, { ...securityHeaders, 'content-type': 'text/plain' });
    answer.end('The API does not answer');
  });
  incoming.pipe(upstream);
}

async function answerFile(path: string, answer: ServerResponse): Promise<void> {
  // As in `infra/aws/page-rewrite.ts`: a path without a dot in its last part is the app's page.
  const wanted = path.slice(path.lastIndexOf('/') + 1).includes('.') ? path : '/index.html';
  const file = join(site, decodeURIComponent(wanted));
  const found = file.startsWith(site + sep) && (await stat(file).catch(() => undefined))?.isFile();
  if (!found) {
    answer.writeHead(404, { ...securityHeaders, 'content-type': 'text/plain' }).end('Not found');
    return;
  }
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
  answer.writeHead(200, { ...securityHeaders, 'content-type': contentType });
  createReadStream(file).pipe(answer);
}

createServer((incoming, answer) => {
  const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
  if (apiPath.test(pathname)) return forward(incoming, answer);
  answerFile(pathname, answer).catch(() => answer.writeHead(400, securityHeaders).end());
}).listen(port, '127.0.0.1');
