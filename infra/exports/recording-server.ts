import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../local/listen.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Plays another service: notes what it is sent, and answers as it is told to. */
export async function startRecordingServer(answer: (received: Received) => Answer = () => ({})) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, body: await text(request) };
    received.push(one);
    const { status = 200, headers: given = {}, body = {} } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json', ...given }).end(JSON.stringify(body));
  });
  const { port, close } = await listen(server, 0);
  return { url: `http://127.0.0.1:${port}`, received, close };
}

export type RecordingServer = Awaited<ReturnType<typeof startRecordingServer>>;
