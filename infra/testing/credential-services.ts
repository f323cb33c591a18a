import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Turn = number | 'hangs' | { leadsTo: string };

interface Asked {
  what: string;
  authorization: string | undefined;
  date: string | undefined;
  body: string;
}

/** Stripe, SendGrid, OpenAI and STS in one, which answer as a test has them, and keep what they were asked. */
export async function startCredentialServices() {
  const asked: Asked[] = [];
  let turn: Turn = 200;
  const server = createServer(async (request, answer) => {
    const { authorization, 'x-amz-date': date } = request.headers;
    asked.push({
      what: `${request.method} ${request.url}`,
      authorization,
      date: date === undefined ? undefined : String(date),
      body: await text(request),
    });
    if (turn === 'hangs') return;
    if (typeof turn === 'number') answer.writeHead(turn).end('Words of theirs');
    else answer.writeHead(302, { location: turn.leadsTo }).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: { STRIPE_API_URL: url, SENDGRID_API_URL: url, OPENAI_API_URL: url, STS_ENDPOINT: url },
    asked,
    answer: (next: Turn) => {
      turn = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
