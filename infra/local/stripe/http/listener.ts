import type { IncomingMessage, ServerResponse } from 'node:http';
import { StripeFailure } from '../errors.ts';
import type { World } from '../world.ts';
import type { Answer, IncomingCall } from './answer.ts';
import { dispatch } from './dispatch.ts';
import { failureAnswer } from './failure.ts';
import { idempotencyKeyOf, keyInUse } from './idempotency.ts';

const MAXIMUM_BODY_BYTES = 1_000_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export function createListener(world: World): Listener {
  const keysInUse = new Set<string>();

  /** A key is taken from the first header to the answer: a second request in that time gets Stripe's 409. */
  async function answer(request: IncomingMessage): Promise<Answer> {
    const head = headOf(request);
    const key = idempotencyKeyOf(head);
    if (key === null) return dispatch(world, { ...head, body: await readBody(request) });
    if (keysInUse.has(key)) throw keyInUse(key);
    keysInUse.add(key);
    try {
      return dispatch(world, { ...head, body: await readBody(request) });
    } finally {
      keysInUse.delete(key);
    }
  }

  return (request, response) => {
    answer(request)
      .catch(failureAnswer)
      .then((result) => send(response, result))
      // An answer that HTTP does not take, a header of other signs say, must not end the process.
      .catch((error: unknown) => send(response, failureAnswer(error)));
  };
}

function headOf({ method = 'GET', url = '/', headers }: IncomingMessage): Omit<IncomingCall, 'body'> {
  const single = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return { method, url: new URL(url, 'http://localhost'), headers: Object.fromEntries(single) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += chunk.length;
      if (length > MAXIMUM_BODY_BYTES) throw refused(413, 'The request body is too large.');
      chunks.push(chunk);
    }
  } catch (error) {
    // Nobody is left to read this answer; it only keeps a cut connection from looking like our own fault.
    throw error instanceof StripeFailure ? error : refused(400, 'The request was cut off.', error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refused(status: number, message: string, cause?: unknown): StripeFailure {
  return new StripeFailure(status, { type: 'invalid_request_error', message }, { cause });
}

function send(response: ServerResponse, answer: Answer): void {
  // Nobody answers: the caller's own patience ends it.
  if (answer.transport === 'never sent') return;
  if (answer.transport === 'cut off') cutOff(response, answer);
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** The head promises more than comes. */
function cutOff(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
