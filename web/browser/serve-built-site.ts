import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { extname, join, relative, resolve } from 'node:path';
import { embedded, securityHeaders } from '../../infra/security-headers.ts';

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

// Read once: a build that runs meanwhile empties the folder.
const files = new Map(
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`/${relative(site, file)}`, readFileSync(file)]),
);

function answerFile(path: string, answer: ServerResponse): void {
  // As in `infra/aws/page-rewrite.ts`: a path without a dot in its last part is the app's page.
  const wanted = path.slice(path.lastIndexOf('/') + 1).includes('.') ? path : '/index.html';
  const file = files.get(wanted);
  const contentType = contentTypes[extname(wanted)] ?? 'application/octet-stream';
  answer.writeHead(file ? 200 : 404, {
    ...securityHeaders,
    ...(wanted === embedded.path ? { [embedded.header.name]: embedded.header.value } : {}),
    'content-type': file ? contentType : 'text/plain',
  });
  answer.end(file ?? 'Not found');
}

createServer((incoming, answer) => {
  const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
  if (apiPath.test(pathname)) forward(incoming, answer);
  else answerFile(pathname, answer);
}).listen(port, '127.0.0.1');
