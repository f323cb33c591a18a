import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createEmulator, type EmulatorOptions } from 'emulate';
import { readBody } from '../aws-json.ts';
import { type Listening, listen, loopback } from '../listen.ts';
import { freePort } from '../ports.ts';

/** Changes the JSON that the emulator answers, by path. */
export type Rewrites = Readonly<Record<string, (answer: unknown) => Promise<unknown>>>;

interface FrontOptions {
  port: number;
  service: EmulatorOptions['service'];
  seed: EmulatorOptions['seed'];
  /** Made once the address is known. */
  rewrites: Rewrites;
}

// Belong to one connection, or are made anew for a changed body.
const hopHeaders = ['connection', 'content-length', 'transfer-encoding', 'host', 'keep-alive'];

async function forward(request: IncomingMessage, innerUrl: string, publicUrl: string): Promise<Response> {
  const headers = new Headers({ host: new URL(publicUrl).host });
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    if (!hopHeaders.includes(name)) headers.set(name, values.join(', '));
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? new Uint8Array(await readBody(request)) : null;
  return fetch(innerUrl + request.url, {
    method: request.method ?? 'GET',
    headers,
    body,
    redirect: 'manual',
  });
}

async function answer(
  inner: Response,
  rewrite: Rewrites[string] | undefined,
  response: ServerResponse,
): Promise<void> {
  const bytes = Buffer.from(await inner.arrayBuffer());
  const changed =
    rewrite && inner.ok ? Buffer.from(JSON.stringify(await rewrite(JSON.parse(bytes.toString())))) : bytes;
  for (const [name, value] of inner.headers) {
    if (!hopHeaders.includes(name) && name !== 'set-cookie' && name !== 'content-encoding') {
      response.setHeader(name, value);
    }
  }
  const cookies = inner.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.writeHead(inner.status);
  response.end(changed);
}

/** The emulator behind our own door, for what it cannot express itself. */
export async function startFront({ port, service, seed, rewrites }: FrontOptions): Promise<Listening> {
  const server = createServer();
  const listening = await listen(server, port);
  const innerPort = await freePort();
  const emulator = await createEmulator({
    service,
    port: innerPort,
    hostname: loopback,
    baseUrl: listening.url,
    seed: seed ?? {},
  });
  server.on('request', (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    forward(request, `http://${loopback}:${innerPort}`, listening.url)
      .then((inner) => answer(inner, rewrites[path], response))
      .catch((error: unknown) => {
        console.error(`Local ${service} sign-in failed:`, error);
        response.writeHead(502).end();
      });
  });
  const close = async () => {
    await listening.close();
    await emulator.close();
  };
  return { ...listening, close };
}
